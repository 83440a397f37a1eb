package org.hinoban.host.internal.systemd;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.server.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of the service manager lately: its jobs, by their signals. Tells a stop that was asked for from a death.
 * Safe for use by several threads.
 */
final class Jobs {
    /** The end of a unit follows the end of its job at most this much later. */
    private static final Duration LAG = Duration.ofSeconds(3);

    private static final int REMEMBERED = 500;
    private static final Set<String> STOPPING = Set.of("stop", "restart", "try-restart");

    private static final class Job {
        final String unit;
        /** The unit was up when the job came: then it may be a stop. */
        final boolean wasUp;

        @Nullable
        String type;

        @Nullable
        String result;

        long ended;
        /** It was through when the unit was seen up. */
        boolean spent;

        Job(String unit, boolean wasUp) {
            this.unit = unit;
            this.wasUp = wasUp;
        }

        /** Whether an end that a look saw was asked for. The job may have ended while that look was taken. */
        boolean asksForEnd(long lookBegan) {
            if (spent) {
                return false;
            }
            String known = type;
            boolean underWay = result == null || ended - lookBegan >= 0;
            if (underWay) {
                return known == null ? wasUp : STOPPING.contains(known);
            }
            // A restart that is through has brought the unit up again; an end after that is another matter.
            boolean recent = lookBegan - ended < LAG.toNanos();
            return recent && (known == null ? wasUp : known.equals("stop"));
        }
    }

    /** By path. Guarded by this. */
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    /** The units that were up when they were looked at last. Guarded by this. */
    private final Map<String, Boolean> up = new HashMap<>();

    /** A job was queued. */
    synchronized void added(String path, String unit) {
        jobs.put(path, new Job(unit, up.getOrDefault(unit, false)));
        if (jobs.size() > REMEMBERED) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    /** A job's type became known. */
    synchronized void typed(String path, String type) {
        Job job = jobs.get(path);
        if (job != null) {
            job.type = type;
        }
    }

    synchronized void removed(String path, String unit, String result) {
        Job job = jobs.computeIfAbsent(path, p -> new Job(unit, up.getOrDefault(unit, false)));
        job.result = result;
        job.ended = System.nanoTime();
        notifyAll();
    }

    /**
     * Whether the end of a unit was asked for.
     *
     * @param lookBegan when the look that saw it began, on the monotonic clock
     */
    synchronized boolean askForEnd(String unit, long lookBegan) {
        return jobs.values().stream().anyMatch(job -> job.unit.equals(unit) && job.asksForEnd(lookBegan));
    }

    /** A unit was looked at. If it is up, the jobs that were through before were no stops of it. */
    synchronized void lookedAt(String unit, boolean isUp, long lookBegan) {
        up.put(unit, isUp);
        if (isUp) {
            jobs.values().forEach(job -> {
                if (job.unit.equals(unit) && job.result != null && job.ended - lookBegan < 0) {
                    job.spent = true;
                }
            });
        }
    }

    synchronized void forget(String unit) {
        up.remove(unit);
    }

    /** Waits until a job is through. Empty if it is not by the deadline. */
    synchronized Optional<String> await(String path, Deadline deadline) throws InterruptedException {
        while (!deadline.hasPassed()) {
            Job job = jobs.get(path);
            if (job != null && job.result != null) {
                return Optional.of(job.result);
            }
            TimeUnit.NANOSECONDS.timedWait(
                    this, Math.max(1_000_000, deadline.remaining().toNanos()));
        }
        return Optional.empty();
    }
}
