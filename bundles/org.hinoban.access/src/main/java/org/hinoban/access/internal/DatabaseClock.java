package org.hinoban.access.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The database's clock without asking it each time: its last answer, and on the monotonic clock the time gone by since. */
final class DatabaseClock implements LongSupplier {
    private volatile Answer last = new Answer(System.currentTimeMillis(), System.nanoTime());

    /** Notes what the database says now, in milliseconds since 1970. */
    void set(long now) {
        last = new Answer(now, System.nanoTime());
    }

    @Override
    public long getAsLong() {
        Answer answer = last;
        return answer.millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answer.nanos);
    }

    private record Answer(long millis, long nanos) {}
}
