package org.hinoban.web.internal.servlet;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.hinoban.api.server.LogLine;

/**
 * Times with which lines of a log file begin. A page shows them as all its times, in the reader's zone: as they are written
 * they fill half of a phone's line.
 */
final class Stamps {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** The place between date and time, and the shortest stamp, {@code 2026-11-22T03:12:07Z}. */
    private static final int BETWEEN = 10;

    private static final int SHORTEST = 20;

    private Stamps() {}

    /** The line with the time that it begins with, where that names its zone; otherwise as it is. */
    static LogLine read(LogLine line) {
        String text = line.text();
        int end = text.indexOf(' ', BETWEEN + 1);
        if (line.time() != null || end < SHORTEST || text.charAt(4) != '-' || "T ".indexOf(text.charAt(BETWEEN)) < 0) {
            return line;
        }
        try {
            Instant time = OffsetDateTime.parse(
                            text.substring(0, BETWEEN) + "T"
                                    + text.substring(BETWEEN + 1, end).replace(',', '.'),
                            ISO)
                    .toInstant();
            return new LogLine(time, text.substring(end + 1));
        } catch (DateTimeParseException e) {
            return line;
        }
    }
}
