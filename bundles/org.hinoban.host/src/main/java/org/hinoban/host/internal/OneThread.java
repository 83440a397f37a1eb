package org.hinoban.host.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.CapabilityException.Reason;
import org.hinoban.api.server.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A named thread that owns some state: all who want to look at it or change it go through here. */
public final class OneThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneThread.class);

    private final String name;
    private final ScheduledExecutorService executor;
    private volatile long lastStep = System.nanoTime();

    public OneThread(String name) {
        this.name = name;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs a step after a pause. A step that fails is logged. After the end nothing runs any more. */
    public void after(Duration pause, Runnable step) {
        try {
            Future<?> unused = executor.schedule(guarded(step), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("{} has ended", name, e);
        }
    }

    public void run(Runnable step) {
        after(Duration.ZERO, step);
    }

    /** Runs a step again and again, with a pause between. */
    public void repeat(Duration pause, Runnable step) {
        Future<?> unused = executor.scheduleWithFixedDelay(guarded(step), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("A step of {} failed; the next ones go on", name, e);
            } finally {
                lastStep = System.nanoTime();
            }
        };
    }

    /** Since its last step ended: of a thread that has steps again and again, whether it lives. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastStep);
    }

    /** Has a question answered by the thread. */
    public <T> T ask(Deadline deadline, Callable<T> question) throws CapabilityException, InterruptedException {
        Future<T> answer;
        try {
            answer = executor.submit(question);
        } catch (RejectedExecutionException e) {
            throw new CapabilityException(Reason.FAILED, "The server is not watched any more", e);
        }
        try {
            return answer.get(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CapabilityException cause) {
                throw cause;
            }
            throw new CapabilityException(Reason.FAILED, "The server cannot be read", e);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new CapabilityException(Reason.TIMED_OUT, "The server was not read in time", e);
        }
    }

    /** Ends the thread; waits at most 3 s for a step that is under way. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(3, TimeUnit.SECONDS)) {
                LOG.warn("A step of {} does not end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
