package org.hinoban.web.internal.door;

import java.util.UUID;

/** What a page that failed and its line in the log have in common. */
public final class LogReference {
    /** Its key in the log. */
    public static final String KEY = "reference";

    private static final int LENGTH = 8;

    private LogReference() {}

    /** A new one: short and without letters that are mistaken for others, to be read out on the phone. */
    public static String next() {
        return UUID.randomUUID().toString().substring(0, LENGTH);
    }
}
