package org.hinoban.api.text;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What a message to people and its line in the log have in common: {@code grep reference=…} finds the one by the other. The
 * line has it as its key {@link #KEY}, not in its words.
 */
public final class LogReference {
    /** Its key in the log. */
    public static final String KEY = "reference";

    /** Without those that are mistaken for one another: i, l, o, 0 and 1. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    /** Of the 8 * 10^11 that there are no two are the same in what a log keeps. */
    private static final int LENGTH = 8;

    private LogReference() {}

    /** A new one, to be read out on the phone: 8 lower-case letters and digits. */
    public static String next() {
        StringBuilder letters = new StringBuilder(LENGTH);
        while (letters.length() < LENGTH) {
            letters.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
