package org.hinoban.connector.local.internal;

import java.util.concurrent.TimeUnit;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the spooled reports over in their order, each until it has been taken in, whoever takes them in just now. */
final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Spool spool;
    private final Runnable afterGap;
    private final Thread thread = new Thread(this::run, "hinoban-local-send");
    /** Guarded by this. */
    private @Nullable Observatory observatory;

    /** @param afterGap called when reports had been dropped and those left are through */
    Sender(Spool spool, Runnable afterGap) {
        this.spool = spool;
        this.afterGap = afterGap;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Who takes reports in from now on; null for nobody. */
    synchronized void handTo(@Nullable Observatory now) {
        observatory = now;
        notifyAll();
    }

    private synchronized Observatory awaitObservatory() throws InterruptedException {
        while (true) {
            Observatory now = observatory;
            if (now != null) {
                return now;
            }
            wait();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (true) {
                Report report = spool.first();
                boolean first = pause == FIRST_PAUSE_MILLIS;
                if (hand(report, first)) {
                    if (!first) {
                        LOG.info("The reports of {} are taken in again", report.server());
                    }
                    spool.taken(report);
                    pause = FIRST_PAUSE_MILLIS;
                    if (spool.endsGap()) {
                        afterGap.run();
                    }
                } else {
                    rest(pause);
                    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hand(Report report, boolean first) throws InterruptedException {
        try {
            awaitObservatory().accept(report);
            return true;
        } catch (NotStoredException e) {
            if (first) {
                LOG.warn("The reports of {} are kept and tried again: {}", report.server(), e.getMessage());
            }
            return false;
        } catch (RuntimeException e) {
            if (first) {
                LOG.error("A report of {} is not taken in; it is kept and tried again", report.server(), e);
            }
            return false;
        }
    }

    /** Somebody new is asked at once. */
    private synchronized void rest(long millis) throws InterruptedException {
        Observatory before = observatory;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0 && observatory == before) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
