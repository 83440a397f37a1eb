package org.hinoban.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void takesControlCharactersOut() {
        assertThat(new LogLine(null, "a\u001b[31mred\u0007\tb\u0000\n").text()).isEqualTo("a [31mred  b  ");
    }

    @Test
    void cutsWhatIsTooLongWithoutSplittingACharacter() {
        String text = new LogLine(null, "🔥".repeat(LogLine.MAX_LENGTH)).text();
        assertThat(text).endsWith("🔥…").hasSizeLessThanOrEqualTo(LogLine.MAX_LENGTH);
    }
}
