package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.hinoban.api.server.ComponentPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @Test
    void handsOutRawNamesInTheirOrder() {
        PathPattern pattern = PathPattern.of("/software/{kind}/{name}/log");

        assertThat(pattern.match("/software/service/a~40b/log"))
                .hasValueSatisfying(names -> assertThat(List.copyOf(names.entrySet()))
                        .containsExactly(Map.entry("kind", "service"), Map.entry("name", "a@b")));
        assertThat(pattern.match("/software/service/log")).isEmpty();
        assertThat(pattern.match("/software/service/a/log/")).isEmpty();
        assertThat(pattern.match("/software/service//log")).isEmpty();
        assertThat(pattern.match("/software/service/../log")).isEmpty();
        assertThat(pattern.match("/software/service/a~4/log")).isEmpty();
        assertThat(pattern.match("")).isEmpty();
    }

    @Test
    void patternsOfTheSamePathsHaveOneShapeWhateverTheNames() {
        assertThat(PathPattern.of("/a/{b}").shape())
                .isEqualTo(PathPattern.of("/a/{c}").shape());
        assertThat(PathPattern.of("/a/{b}").shape())
                .isNotEqualTo(PathPattern.of("/a/b").shape());
        assertThat(List.of(PathPattern.of("/a/{b}"), PathPattern.of("/a/z")).stream()
                        .sorted(PathPattern.MOST_LITERAL_FIRST)
                        .map(PathPattern::toString))
                .containsExactly("/a/z", "/a/{b}");
    }

    @Test
    void knowsTheComponentThatAnActionIsAbout() {
        PathPattern restart = PathPattern.of("/software/service/{name}/restart");

        assertThat(restart.isAbout(new ComponentPath("software/service/nginx"))).isTrue();
        assertThat(restart.isAbout(new ComponentPath("software/service"))).isFalse();
        assertThat(restart.isAbout(new ComponentPath("hardware/disk/sda"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "/a//b", "/a/", "/{a}", "/a/{B}", "/a/{b}/{b}", "/a/{b", "/a b", "/a/%2f"})
    void refusesWhatIsNoPath(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.of(path));
    }
}
