package org.hinoban.web.internal.listen;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what must come true, as long as it takes or until this ends. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final int LEAST_PAUSE_MILLIS = 20;
    private static final int MOST_PAUSE_MILLIS = 1_000;

    private final Duration isLong;

    /** Set under the lock of this. */
    private volatile boolean ended;

    Patience(Duration isLong) {
        this.isLong = isLong;
    }

    /** Nothing is waited for any more; whoever waits is to be interrupted. */
    synchronized void end() {
        ended = true;
    }

    /**
     * Does what must not be done after the end, and not while that comes. It returns at once.
     *
     * @return whether it was done
     */
    synchronized boolean unlessEnded(Runnable deed) {
        if (!ended) {
            deed.run();
        }
        return !ended;
    }

    /**
     * Looks ever more seldom. A condition that fails is not true yet: the server that
     * it asks may be on its way out, and wraps an interruption in an exception of its own.
     *
     * @param whenLong called once if it has not come true for long
     * @return whether it came true before the end
     */
    boolean until(BooleanSupplier condition, Runnable whenLong) {
        int pause = LEAST_PAUSE_MILLIS;
        long begun = System.nanoTime();
        boolean said = false;
        try {
            while (!ended) {
                if (holds(condition)) {
                    return true;
                }
                if (!said && System.nanoTime() - begun > isLong.toNanos()) {
                    whenLong.run();
                    said = true;
                }
                Thread.sleep(pause);
                pause = Math.min(MOST_PAUSE_MILLIS, pause + pause / 8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.debug("It cannot be told yet", e);
            return false;
        }
    }
}
