package org.hinoban.incident.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.hinoban.incident.Condition;
import org.hinoban.incident.Incident;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows and the board in memory that follows them. Those who write come one after another until the board has
 * followed, so that it never shows an older state after a newer one.
 */
@Component(service = Chronicle.class)
public final class Chronicle {
    /** With the 10 s that the database may keep a transaction waiting, the limit that the observatory states. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration NEXT_TRY = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    final Listeners<Integer> appended = new Listeners<>();
    final Listeners<String> changed = new Listeners<>();

    private final Database database;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ScheduledExecutorService loader = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hinoban-incident-loader");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Board board = Board.EMPTY;
    /** Whether the board is what the rows say; guarded by {@link #writing}. */
    private boolean current;

    @Activate
    public Chronicle(@Reference Database database) {
        this.database = database;
        load();
    }

    @Deactivate
    void close() {
        loader.shutdownNow();
    }

    Board board() {
        return board;
    }

    <T> T read(Function<Sql, T> work) {
        return database.read(work);
    }

    /** Does work in a transaction that changes nothing of what the board shows. */
    <T> T alter(Function<Sql, T> work) {
        return database.write(work);
    }

    /** Does work in a transaction, lets the board follow, and then tells the listeners. */
    <T> T write(Function<Judgement, T> work) throws InterruptedException {
        Effects effects;
        T result;
        if (!writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new DatabaseException("Others kept the incidents busy for " + PATIENCE.toSeconds() + " s");
        }
        try {
            refresh();
            Done<T> done = database.write(sql -> {
                Judgement judgement = new Judgement(sql);
                return new Done<>(work.apply(judgement), judgement.effects());
            });
            effects = done.effects;
            result = done.result;
            board = board.after(effects);
        } catch (DatabaseException e) {
            current = false; // a commit that failed may still have been done
            throw e;
        } finally {
            writing.unlock();
        }
        tell(effects);
        return result;
    }

    /**
     * Writes a mark beside the position of the event log, in turn with those who append, and reads both back.
     *
     * @return the position
     * @throws DatabaseException also if what is read is not what was written
     */
    long selfCheck() throws InterruptedException {
        if (!writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new DatabaseException("Others kept the incidents busy for " + PATIENCE.toSeconds() + " s");
        }
        try {
            long mark = database.write(Rows::mark);
            return database.read(sql -> {
                if (!Rows.isMarked(sql, mark)) {
                    throw new DatabaseException("The event log does not hold what was written into it");
                }
                return Rows.last(sql);
            });
        } finally {
            writing.unlock();
        }
    }

    private void tell(Effects effects) {
        Set<String> servers = new LinkedHashSet<>(effects.servers);
        effects.incidents.forEach(incident -> servers.add(incident.server()));
        if (effects.events > 0) {
            appended.call(effects.events);
            servers.forEach(changed::call);
        }
    }

    /** At the start; again every now and then if the database is away, so that nobody has to wait for it. */
    private void load() {
        boolean done;
        writing.lock();
        try {
            refresh();
            done = true;
        } catch (DatabaseException e) {
            done = false;
            LOG.debug("The states are not known yet; another try follows", e);
        } finally {
            writing.unlock();
        }
        if (done) {
            loader.shutdown();
            board.servers().keySet().forEach(changed::call);
        } else {
            ScheduledFuture<?> unused = loader.schedule(this::load, NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Called with the lock held. */
    private void refresh() {
        if (current) {
            return;
        }
        board = database.read(sql -> {
            Set<String> servers =
                    new HashSet<>(sql.list("SELECT DISTINCT server FROM incident_source", row -> row.getString(1)));
            List<Condition> conditions = sql.list("SELECT * FROM incident_condition", Rows::condition);
            List<Incident> open = sql.list("SELECT * FROM incident_incident WHERE recovered IS NULL", Rows::incident);
            return Board.of(servers, conditions, open);
        });
        current = true;
    }

    private record Done<T>(T result, Effects effects) {}
}
