package org.hinoban.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentPathTest {
    @Test
    void escapesEveryByteThatIsNotPlain() {
        assertThat(ComponentPath.of("system", "filesystem", "/var").value()).isEqualTo("system/filesystem/~2fvar");
        assertThat(ComponentPath.encode("a~b c%é")).isEqualTo("a~7eb~20c~25~c3~a9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nginx", "/", "dev-disk-by\\x2duuid", "getty@tty1", "火の番", ".", "..", "a\nb", "~", "-x", "🔥"})
    void bringsBackEveryName(String name) {
        ComponentPath path = ComponentPath.of("software", "service", name);
        assertThat(path.name()).isEqualTo(name);
        assertThat(path.segments()).hasSize(3);
        assertThat(new ComponentPath(path.value())).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "a//b", "a/", "/a", "a/./b", "a/../b", "a b", "a%2fb", "~", "~2", "~zz", "~2F", "é"})
    void refusesWhatIsNotInItsForm(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ComponentPath(value));
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComponentPath("a".repeat(ComponentPath.MAX_LENGTH + 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComponentPath("a/".repeat(ComponentPath.MAX_SEGMENTS) + "a"));
    }

    @Test
    void liesWithinItselfAndItsAncestorsOnly() {
        ComponentPath nginx = new ComponentPath("software/service/nginx");
        assertThat(nginx.isWithin(nginx)).isTrue();
        assertThat(nginx.isWithin(new ComponentPath("software"))).isTrue();
        assertThat(nginx.isWithin(new ComponentPath("soft"))).isFalse();
        assertThat(new ComponentPath("software").isWithin(nginx)).isFalse();
    }
}
