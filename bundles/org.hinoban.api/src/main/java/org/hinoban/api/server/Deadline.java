package org.hinoban.api.server;

import java.time.Duration;

/** The moment until which a caller waits. Measured on the monotonic clock, so it means nothing in another process. */
public record Deadline(long nanoTime) {
    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** What is left; {@link Duration#ZERO} once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }
}
