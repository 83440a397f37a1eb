package org.hinoban.health.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Calls services of other bundles on threads of its own. One that is stuck keeps one thread and no more, however often it
 * is asked: whoever asks meanwhile waits for the same answer.
 */
final class Errands implements AutoCloseable {
    /** From then on whoever is stuck is interrupted. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEPT.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::thread);
    private final Map<Long, Errand<?>> running = new ConcurrentHashMap<>();

    Errands(BundleContext context) {
        this.context = context;
    }

    /** Begins a call, or joins the one that is under way: the same of these calls each service always in the same way. */
    @SuppressWarnings("unchecked")
    <S, T> FutureTask<T> send(ServiceReference<S> reference, Call<S, T> call) {
        long id = id(reference);
        Errand<T> fresh = new Errand<>(id, reference, call);
        Errand<T> before = (Errand<T>) running.putIfAbsent(id, fresh);
        if (before == null) {
            threads.execute(fresh::carryOut);
            return fresh;
        }
        if (System.nanoTime() - before.begun > PATIENCE.toNanos()) {
            before.cancel(true);
        }
        return before;
    }

    static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "hinoban-health-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @FunctionalInterface
    interface Call<S, T> {
        T on(S service) throws Exception;
    }

    private final class Errand<T> extends FutureTask<T> {
        private final long id;
        private final long begun = System.nanoTime();

        <S> Errand(long id, ServiceReference<S> reference, Call<S, T> call) {
            super(() -> {
                S service = context.getService(reference);
                if (service == null) {
                    throw new IllegalStateException("Its service is gone or could not be activated");
                }
                try {
                    return call.on(service);
                } finally {
                    context.ungetService(reference);
                }
            });
            this.id = id;
        }

        void carryOut() {
            try {
                run();
            } finally {
                running.remove(id, this);
            }
        }
    }
}
