package org.hinoban.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogReferenceTest {
    @Test
    void isReadOutWithoutAMistake() {
        assertThat(Stream.generate(LogReference::next).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(reference -> reference.matches("[a-hjkmnp-z2-9]{8}"));
    }
}
