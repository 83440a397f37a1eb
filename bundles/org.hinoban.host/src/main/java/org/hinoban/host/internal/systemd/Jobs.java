package org.hinoban.host.internal.systemd;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.server.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of the service manager, by their signals: the last one of each unit tells a stop that was asked for from a
 * death. Safe for use by several threads.
 */
final class Jobs {
    private static final int RESULTS_KEPT = 500;
    private static final String START = "start";
    private static final Set<String> RUNNING = Set.of(START, "restart", "try-restart");

    private static final class Job {
        final String path;

        @Nullable
        String type;

        @Nullable
        String result;

        Job(String path) {
            this.path = path;
        }
    }

    /** By unit. Guarded by this. */
    private final Map<String, Job> last = new HashMap<>();
    /** By path. Guarded by this. */
    private final Map<String, String> results = new LinkedHashMap<>();

    /** Jobs are listened to from now on: what is known of those before says nothing any more. */
    synchronized void begin() {
        last.clear();
    }

    /** A job was queued. */
    synchronized void added(String path, String unit) {
        last.put(unit, new Job(path));
    }

    /** A job's type became known. */
    synchronized void typed(String path, String unit, String type) {
        Job job = last.get(unit);
        if (job != null && job.path.equals(path)) {
            job.type = type;
        }
    }

    /** A job is through, or was given up. */
    synchronized void removed(String path, String unit, String result) {
        Job job = last.computeIfAbsent(unit, name -> new Job(path));
        if (job.path.equals(path)) {
            job.result = result;
        }
        results.put(path, result);
        if (results.size() > RESULTS_KEPT) {
            results.remove(results.keySet().iterator().next());
        }
        notifyAll();
    }

    /**
     * What was asked for a unit last; empty if no job of it is known. A job that is under way says nothing: the unit itself
     * tells that it has one, and the job's end is told by a signal.
     *
     * @param isUp whether the unit is up now: then a job that is through was no stop, whenever it ends later
     */
    synchronized Optional<Asked> asked(String unit, boolean isUp) {
        Job job = last.get(unit);
        if (job == null) {
            return Optional.empty();
        }
        if (job.result == null) {
            return Optional.of(Asked.NOTHING);
        }
        if (isUp) {
            job.type = START;
        }
        String type = job.type;
        if (type == null) {
            // A stop does not fail: a unit that ends badly has ended.
            return Optional.of(job.result.equals("done") ? Asked.SOMETHING : Asked.TO_RUN);
        }
        return Optional.of(type.equals("stop") ? Asked.TO_END : RUNNING.contains(type) ? Asked.TO_RUN : Asked.NOTHING);
    }

    synchronized void forget(String unit) {
        last.remove(unit);
    }

    /** Waits until a job is through. Empty if it is not by the deadline. */
    synchronized Optional<String> await(String path, Deadline deadline) throws InterruptedException {
        while (!results.containsKey(path) && !deadline.hasPassed()) {
            TimeUnit.NANOSECONDS.timedWait(
                    this, Math.max(1_000_000, deadline.remaining().toNanos()));
        }
        return Optional.ofNullable(results.get(path));
    }
}
