package org.hinoban.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What the words of the command mean. */
final class OptionsTest {
    @Test
    void withoutANameAllBenchesAreMeant() {
        assertThat(Options.of().benches()).isTrue();
        assertThat(Options.of("--against", "monit").benches()).isFalse();
        assertThat(Options.of("--against", "monit", "idle").benches()).isTrue();
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Options.of("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Options.of("--against")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyBenchHasANameOfItsOwnThatCanBeTyped() {
        assertThat(ServiceLoader.load(Bench.class).stream()
                        .map(bench -> bench.get().name())
                        .toList())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+"));
    }
}
