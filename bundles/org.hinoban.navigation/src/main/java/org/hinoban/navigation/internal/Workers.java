package org.hinoban.navigation.internal;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that third-party code runs on: a few for each bundle, so that one that is stuck slows no other. They are
 * daemons and end when they have nothing to do or their bundle goes.
 */
final class Workers {
    static final int THREADS = 4;
    static final int WAITING = 16;
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Map<Long, Crew> crews = new ConcurrentHashMap<>();

    /** Runs a task on a thread of a bundle's and waits for it for as long as the patience says. */
    <T> Answer<T> call(long bundleId, String bundle, Duration patience, Callable<T> task) throws InterruptedException {
        Crew crew = crews.computeIfAbsent(bundleId, id -> new Crew(bundle));
        // if all are stuck, waiting for one of them is no use
        if (crew.stuck.get() >= THREADS) {
            return new Answer.Full<>();
        }
        Job<T> job = new Job<>(crew, task);
        try {
            crew.pool.execute(job);
        } catch (RejectedExecutionException e) {
            return new Answer.Full<>();
        }
        try {
            return new Answer.Given<>(job.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            job.giveUp();
            return new Answer.Late<>();
        } catch (CancellationException e) {
            return new Answer.Threw<>(e);
        } catch (ExecutionException e) {
            return new Answer.Threw<>(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            job.giveUp();
            throw e;
        }
    }

    /** Ends the threads of a bundle that has gone; one that does not listen to interruption ends when it likes. */
    void dismiss(long bundleId) {
        Crew crew = crews.remove(bundleId);
        if (crew != null) {
            crew.pool.shutdownNow().stream().filter(Job.class::isInstance).forEach(job -> ((Job<?>) job).cancel(false));
        }
    }

    void dismissAll() {
        crews.keySet().forEach(this::dismiss);
    }

    /** How many threads of each bundle are stuck, by its name. */
    Map<String, Integer> stuck() {
        Map<String, Integer> stuck = new TreeMap<>();
        crews.values().forEach(crew -> stuck.merge(crew.bundle, crew.stuck.get(), Integer::sum));
        return stuck;
    }

    /** What became of a task. */
    sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record Threw<T>(Throwable reason) implements Answer<T> {}

        record Late<T>() implements Answer<T> {}

        record Full<T>() implements Answer<T> {}
    }

    private static final class Crew {
        final String bundle;
        final ThreadPoolExecutor pool;
        /** How many threads work on something that nobody waits for any more. */
        final AtomicInteger stuck = new AtomicInteger();

        Crew(String bundle) {
            this.bundle = bundle;
            AtomicInteger number = new AtomicInteger();
            pool = new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    KEPT.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new LinkedBlockingQueue<>(WAITING),
                    task -> {
                        Thread thread = new Thread(task, bundle + "-" + number.incrementAndGet());
                        thread.setDaemon(true);
                        // not that of whoever happened to ask first
                        thread.setContextClassLoader(Workers.class.getClassLoader());
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
        }
    }

    private static final class Job<T> extends FutureTask<T> {
        private static final int NEW = 0;
        private static final int RUNNING = 1;
        private static final int GIVEN_UP = 2;
        private static final int ENDED = 3;

        private final Crew crew;
        private final AtomicInteger stage = new AtomicInteger(NEW);

        Job(Crew crew, Callable<T> task) {
            super(task);
            this.crew = crew;
        }

        @Override
        public void run() {
            if (!stage.compareAndSet(NEW, RUNNING)) {
                return;
            }
            try {
                super.run();
            } finally {
                if (stage.getAndSet(ENDED) == GIVEN_UP) {
                    crew.stuck.decrementAndGet();
                }
            }
        }

        void giveUp() {
            if (stage.compareAndSet(RUNNING, GIVEN_UP)) {
                crew.stuck.incrementAndGet();
            }
            cancel(true);
            crew.pool.remove(this);
        }
    }
}
