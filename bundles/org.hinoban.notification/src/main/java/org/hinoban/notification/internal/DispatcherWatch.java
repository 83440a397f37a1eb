package org.hinoban.notification.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Tally;
import org.hinoban.notification.internal.Dispatcher.Result;

/** What those who watch the dispatcher know of it. Written by the dispatcher, read by others. */
final class DispatcherWatch {
    /** Longer than a row that fails waits for its next try, with room for one that is being tried just now. */
    private static final Duration OVERDUE = Duration.ofSeconds(90);

    private final Tally deliveries = new Tally(
            "hinoban_deliveries_total",
            "Tries to hand a message over, by channel and what became of them.",
            "channel",
            "outcome");

    /** Guarded by this, as is the next. */
    private long looks;

    private long lastLook = System.nanoTime();
    private volatile int overdue;

    synchronized void looked() {
        looks++;
        lastLook = System.nanoTime();
        notifyAll();
    }

    void waits(Outbox.Queue queue) {
        overdue = (int) queue.heads().stream()
                .filter(row -> !row.isClaimed(queue.now()))
                .filter(row -> queue.now() - Math.max(row.due(), row.created()) > OVERDUE.toMillis())
                .count();
    }

    void ended(String channel, Result result) {
        String outcome = result instanceof Result.Accepted
                ? "accepted"
                : result instanceof Result.Refused ? "refused" : "postponed";
        deliveries.count(channel, outcome);
    }

    /** How many recipients wait for a message that should have been tried long ago, as of the last look. */
    int overdue() {
        return overdue;
    }

    synchronized Duration sinceLook() {
        return Duration.ofNanos(System.nanoTime() - lastLook);
    }

    /** Waits for the next look. */
    synchronized void awaitLook(Duration patience) throws InterruptedException {
        long before = looks;
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (looks == before && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }

    Measure measure() {
        return deliveries.measure();
    }
}
