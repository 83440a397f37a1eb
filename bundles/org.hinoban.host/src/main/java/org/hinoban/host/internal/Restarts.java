package org.hinoban.host.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The automatic restarts of one service in the last ten minutes. Used by one thread. */
public final class Restarts {
    /** More than this many within {@link #WINDOW} are a fault. */
    public static final int MOST = 3;

    public static final Duration WINDOW = Duration.ofMinutes(10);

    private final Deque<Long> times = new ArrayDeque<>();

    public void add(long nanoTime) {
        times.addLast(nanoTime);
        if (times.size() > 1000) {
            times.removeFirst();
        }
    }

    /** Somebody asked for a start: what was before does not count. */
    public void clear() {
        times.clear();
    }

    public int count(long nanoTime) {
        while (!times.isEmpty() && nanoTime - times.getFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size();
    }

    public boolean areTooMany(long nanoTime) {
        return count(nanoTime) > MOST;
    }
}
