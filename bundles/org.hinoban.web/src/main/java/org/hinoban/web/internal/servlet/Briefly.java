package org.hinoban.web.internal.servlet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hinoban.api.server.Deadline;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks servers for what a page is better with and well without: for a moment, and on other threads than the request's. */
@Component(service = Briefly.class)
public final class Briefly {
    private static final Logger LOG = LoggerFactory.getLogger(Briefly.class);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int THREADS = 4;
    private static final int WAITING = 32;

    private final ThreadPoolExecutor threads;

    @Activate
    public Briefly() {
        threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), r -> {
                    Thread thread = new Thread(r, "hinoban-web-asks");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    void close() {
        threads.shutdownNow();
    }

    /** A deadline for what is asked. */
    static Deadline deadline() {
        return Deadline.in(PATIENCE);
    }

    /** The answer; empty if it did not come in time or was a failure. */
    <T> Optional<T> ask(Callable<Optional<T>> question) throws InterruptedException {
        Future<Optional<T>> answer;
        try {
            answer = threads.submit(question);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.debug("A server did not tell what a page would have shown", e.getCause());
            return Optional.empty();
        }
    }
}
