package org.hinoban.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The database's clock without being asked each time and without its leaps: what it said when it was first asked, and on
 * the monotonic clock the time gone by since. Whoever sets that clock while the manager runs neither ends a session or a
 * lease nor makes one last. What is stored and shown follows it: {@link #leap} is in between.
 */
final class DatabaseClock {
    /** More than two clocks drift apart between two looks, or an answer takes. */
    private static final Duration LEAP = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private volatile Answer first;
    private volatile long leap;

    /** @param nanoTime the monotonic clock */
    DatabaseClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.first = new Answer(System.currentTimeMillis(), nanoTime.getAsLong());
    }

    /** Begins with what the database says now, in milliseconds since 1970. */
    void begin(long databaseNow) {
        first = new Answer(databaseNow, nanoTime.getAsLong());
        leap = 0;
    }

    /** By how many milliseconds the database's clock has been set, if it says this now; 0 if it has not. */
    long set(long databaseNow) {
        long set = databaseNow - (now() + leap);
        return Math.abs(set) < LEAP.toMillis() ? 0 : set;
    }

    /** Follows the database's clock, which was set by so many milliseconds. */
    synchronized void follow(long set) {
        leap += set;
    }

    /** In milliseconds; measures, but is no time of day. */
    long now() {
        Answer answer = first;
        return answer.millis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - answer.nanos);
    }

    /** What stands between {@link #now} and what the database says, in milliseconds. */
    long leap() {
        return leap;
    }

    /** A time of {@link #now} as people read it. */
    Instant shown(long time) {
        return Instant.ofEpochMilli(time + leap);
    }

    /** A time that was stored, as one of {@link #now}; what would be still to come was stored before the clock was set back. */
    long stored(long time) {
        return Math.min(time - leap, now());
    }

    private record Answer(long millis, long nanos) {}
}
