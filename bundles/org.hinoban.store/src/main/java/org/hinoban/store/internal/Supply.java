package org.hinoban.store.internal;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.hinoban.store.BackupException;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the one data source to the transactions. It withdraws what it offers before another one takes its place, and with
 * it everything that stands on the database. When none is configured it offers that nothing after a while, so that there
 * are pages that say so.
 */
@Component(service = Supply.class, immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.hinoban.store.internal.Source\"",
        effective = "active")
public final class Supply {
    private static final Logger LOG = LoggerFactory.getLogger(Supply.class);
    /** So long a changed file may be without its data source until the pages say that there is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** So long those who stand on the database may take to end. */
    private static final Duration ENDING = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final BundleContext context;
    private final Health health;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "hinoban-database"));
    private final Set<ServiceReference<DataSource>> sources = new ConcurrentSkipListSet<>();
    // guarded by being used on the one thread only
    private @Nullable ServiceReference<DataSource> current;
    private @Nullable ServiceRegistration<Source> offered;

    @Activate
    public Supply(BundleContext context, @Reference Health health) {
        this.context = context;
        this.health = health;
        lookAroundLater();
    }

    @Reference(
            service = DataSource.class,
            target = "(dataSourceName=" + DataSourceDefaults.NAME + ")",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addDataSource(ServiceReference<DataSource> reference) {
        sources.add(reference);
        thread.execute(this::choose);
    }

    /** Returns when nobody uses the data source any more: its pool is closed then. */
    void removeDataSource(ServiceReference<DataSource> reference) {
        sources.remove(reference);
        if (thread.isShutdown()) {
            return;
        }
        await(thread.submit(() -> {
            if (reference.equals(current)) {
                withdraw();
                lookAroundLater();
                choose();
            }
            return reference;
        }));
    }

    @Deactivate
    void close() {
        await(thread.submit(() -> {
            withdraw();
            return context;
        }));
        thread.shutdown();
    }

    /** What is done with the data source while nobody else uses it. */
    @FunctionalInterface
    interface Work<T> {
        T with(DataSource source) throws BackupException;
    }

    /**
     * Takes the data source from everybody, does work with it, and offers it again: everything begins anew.
     *
     * @param leave whether another one is to come in its place once the work is done
     * @throws BackupException if there is none now, or if the work throws it; then the data source stays
     */
    <T> T alone(Work<T> work, boolean leave) throws BackupException {
        Future<T> done = thread.submit(() -> {
            ServiceReference<DataSource> reference = current;
            DataSource source = reference == null ? null : context.getService(reference);
            if (reference == null || source == null) {
                throw new BackupException("No database is configured");
            }
            try {
                withdraw();
                T result = work.with(source);
                if (leave) {
                    sources.remove(reference);
                    lookAroundLater();
                }
                return result;
            } finally {
                context.ungetService(reference);
                choose();
            }
        });
        try {
            return done.get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("Interrupted; the log says how it ended", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BackupException known) {
                throw known;
            }
            throw new BackupException("It failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new BackupException("It takes longer than " + LONGEST.toMinutes() + " min and goes on", e);
        }
    }

    /** The data source, beside those who use it. */
    DataSource dataSource() throws BackupException {
        for (ServiceReference<DataSource> reference : sources) {
            DataSource source = context.getService(reference);
            if (source != null) {
                return source;
            }
        }
        throw new BackupException("No database is configured");
    }

    private void choose() {
        Iterator<ServiceReference<DataSource>> found = sources.iterator();
        if (current == null && found.hasNext()) {
            ServiceReference<DataSource> reference = found.next();
            DataSource source = context.getService(reference);
            if (source != null) {
                withdraw();
                current = reference;
                health.begins();
                offered = context.registerService(Source.class, Source.of(source), null);
            }
        }
    }

    private void lookAroundLater() {
        CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, thread)
                .execute(this::lookAround);
    }

    private void lookAround() {
        choose();
        if (current == null && offered == null) {
            health.unconfigured();
            offered = context.registerService(Source.class, Source.none(), null);
        }
    }

    private void withdraw() {
        ServiceRegistration<Source> registration = offered;
        offered = null;
        if (registration != null) {
            registration.unregister();
        }
        ServiceReference<DataSource> reference = current;
        current = null;
        if (reference != null) {
            context.ungetService(reference);
        }
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while the database changed", e);
        } catch (ExecutionException e) {
            throw new DatabaseException("The database could not be changed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            LOG.warn("Those who use the database did not end within {} s", ENDING.toSeconds());
            throw new DatabaseException("Those who use the database did not end", e);
        }
    }
}
