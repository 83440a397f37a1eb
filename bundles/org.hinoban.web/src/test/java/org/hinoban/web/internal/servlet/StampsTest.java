package org.hinoban.web.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hinoban.api.server.LogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {
    private static final Instant TIME = Instant.parse("2026-11-22T03:12:07Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T03:12:07Z fatal: no database",
                "2026-11-22T12:12:07+0900 fatal: no database",
                "2026-11-22 12:12:07+09:00 fatal: no database"
            })
    void readsTheTimeThatALineBeginsWith(String line) {
        assertThat(Stamps.read(new LogLine(null, line))).isEqualTo(new LogLine(TIME, "fatal: no database"));
    }

    @Test
    void readsAFractionOfASecond() {
        assertThat(Stamps.read(new LogLine(null, "2026-11-22T03:12:07,250Z x")))
                .isEqualTo(new LogLine(TIME.plusMillis(250), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fatal: no database",
                "2026-11-22T03:12:07 in a zone that it does not name",
                "2026-11-22 03:12:07 in a zone that it does not name",
                "2026-11-99T03:12:07Z on no day",
                "2026-11-22T03:12:07Z"
            })
    void leavesAnyOtherLineAsItIs(String line) {
        assertThat(Stamps.read(new LogLine(null, line))).isEqualTo(new LogLine(null, line));
    }

    @Test
    void leavesALineWhoseTimeIsKnown() {
        LogLine line = new LogLine(TIME, "2026-11-22T03:12:09Z x");
        assertThat(Stamps.read(line)).isSameAs(line);
    }
}
