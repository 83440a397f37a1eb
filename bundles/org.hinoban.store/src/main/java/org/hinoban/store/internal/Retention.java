package org.hinoban.store.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Configurations;
import org.hinoban.configuration.Values;
import org.hinoban.store.Aging;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets everybody forget what is older than is to be kept, once an hour and a little at a time. Only after an hour in which
 * the clock went evenly: one that is set wrong must not take the past away.
 */
@Component(
        immediate = true,
        service = {NoticeSource.class, SynchronousConfigurationListener.class})
public final class Retention implements NoticeSource, SynchronousConfigurationListener {
    static final String PID = "org.hinoban.store";

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int USUAL_DAYS = 400;
    private static final int MOST_DAYS = 36_500;
    private static final Duration INTERVAL = Duration.ofHours(1);
    /** Nobody waits for it at the start. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    /** Between two short transactions, so that others have their turn. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** What two clocks may differ by after an hour. */
    private static final Duration EVEN = Duration.ofMinutes(1);

    private final Configurations<Duration> ages;
    private final LongSupplier clock;
    private final Duration pause;
    private final List<Aging> all = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hinoban-retention");
        thread.setDaemon(true);
        return thread;
    });

    /** Used on the thread alone. */
    private @Nullable Moment before;

    @Activate
    public Retention(@Reference ConfigurationAdmin admin, @Reference Transactions transactions) {
        this(new Configurations<>(admin, PID, Retention::read), () -> transactions.read(Sql::now), INTERVAL, PAUSE);
    }

    /** @param clock the database's, in milliseconds since 1970 */
    Retention(Configurations<Duration> ages, LongSupplier clock, Duration interval, Duration pause) {
        this.ages = ages;
        this.clock = clock;
        this.pause = pause;
        var unused = thread.scheduleWithFixedDelay(
                this::forget,
                Math.min(FIRST.toMillis(), interval.toMillis()),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        thread.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAging(Aging aging) {
        all.add(aging);
    }

    void removeAging(Aging aging) {
        all.remove(aging);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        ages.changed(event);
    }

    @Override
    public List<Notice> notices() {
        return ages.notices();
    }

    static Duration read(Values values) throws BadValueException {
        return Duration.ofDays(values.number("keep.days", USUAL_DAYS, 1, MOST_DAYS));
    }

    private Duration age() {
        Collection<Duration> configured = ages.values().values();
        return configured.isEmpty()
                ? Duration.ofDays(USUAL_DAYS)
                : configured.iterator().next();
    }

    private void forget() {
        try {
            Moment now = new Moment(clock.getAsLong(), System.nanoTime());
            Moment last = before;
            before = now;
            if (last != null && now.isEvenAfter(last)) {
                for (Aging aging : all) {
                    forget(aging);
                }
            }
        } catch (DatabaseException e) {
            LOG.debug("What is old is forgotten later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Aging aging) throws InterruptedException {
        Duration age = age();
        int sum = 0;
        try {
            for (int some = aging.forget(age); some > 0; some = aging.forget(age)) {
                sum += some;
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} could not forget what is old", aging.getClass().getName(), e);
        }
        if (sum > 0) {
            LOG.info("{} rows that were older than {} days were deleted", sum, age.toDays());
        }
    }

    /** What the database's clock and the monotonic one say at once, in milliseconds and nanoseconds. */
    private record Moment(long millis, long nanos) {
        boolean isEvenAfter(Moment other) {
            long byDatabase = millis - other.millis;
            long byMachine = TimeUnit.NANOSECONDS.toMillis(nanos - other.nanos);
            return Math.abs(byDatabase - byMachine) < EVEN.toMillis();
        }
    }
}
