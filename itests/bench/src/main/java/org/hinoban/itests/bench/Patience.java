package org.hinoban.itests.bench;

import java.io.IOException;

/** Waits for what must come true before anything is measured. */
public final class Patience {
    /** Beyond every delay of a loaded machine. */
    public static final int SECONDS = 60;

    private static final int PAUSE_MILLIS = 50;

    private Patience() {}

    /** @throws IOException if it does not come true within {@value #SECONDS} s */
    public static void until(String what, Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS * 1000 / PAUSE_MILLIS; i++) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("Not after " + SECONDS + " s: " + what);
    }

    /** Something that can be asked for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
