package org.hinoban.api.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log.
 *
 * @param time null where the line tells none
 * @param text at most {@value #MAX_LENGTH} characters, without control characters; what was longer ends in an ellipsis
 */
public record LogLine(@Nullable Instant time, String text) {
    public static final int MAX_LENGTH = 2000;

    /** Makes any text fit: control characters become spaces, and the rest is cut at the limit. */
    public LogLine {
        String clean = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        text = clean.length() <= MAX_LENGTH ? clean : cut(clean) + "…";
    }

    private static String cut(String text) {
        int end = MAX_LENGTH - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
