package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.text.Text;
import org.junit.jupiter.api.Test;

class PackedTest {
    @Test
    void textsComeBackAsTheyWere() {
        Text text = new Text("a.bundle", "key", List.of("", "two\nlines", "back\\slash \\n", "再起動"), "{0} {1}");

        assertThat(Packed.text(Packed.text(text))).isEqualTo(text);
        assertThat(Packed.text(Packed.text(Text.NONE))).isEqualTo(Text.NONE);
    }

    @Test
    void logLinesComeBackAsTheyWere() {
        List<LogLine> lines =
                List.of(new LogLine(Instant.parse("2026-11-22T03:12:07.123Z"), "out of memory"), new LogLine(null, ""));

        assertThat(Packed.log(Packed.log(lines))).isEqualTo(lines);
        assertThat(Packed.log("")).isEmpty();
    }
}
