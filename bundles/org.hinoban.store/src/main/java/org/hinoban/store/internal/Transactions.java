package org.hinoban.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hinoban.api.text.Text;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of all bundles over the one data source. The limit of a statement is the data source's own:
 * {@code busyTimeout} of SQLite, {@code socketTimeout} of PostgreSQL, {@code connectionTimeout} of the pool.
 */
@Component(service = Transactions.class)
public final class Transactions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** After a connection failed everybody is refused at once for this long, and then one tries again. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final @Nullable DataSource source;
    private final Health health;
    /** Held for reading by each transaction, and for good once this is closed. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private volatile boolean closed;
    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile @Nullable Dialect dialect;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile @Nullable Unreachable unreachable;
    private final Workload load = new Workload();

    @Activate
    public Transactions(@Reference Source source, @Reference Health health) {
        this.source = source.dataSource().orElse(null);
        this.health = health;
    }

    /** Returns when what has begun is done: whoever takes the data source now has it alone. */
    @Deactivate
    void close() {
        closed = true;
        try {
            if (!open.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "A transaction did not end within {} s; it fails when its connection is closed",
                        PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    <T> T write(Function<? super Statements, T> work) {
        return load.timed("write", () -> inside(() -> writing(work)));
    }

    <T> T read(Function<? super Statements, T> work) {
        return load.timed("read", () -> inside(() -> reading(work)));
    }

    /** What it had to do so far. */
    Workload load() {
        return load;
    }

    private <T> T inside(Supplier<T> transaction) {
        if (closed || !open.readLock().tryLock()) {
            throw new DatabaseException("Another database takes the place of this one");
        }
        try {
            return transaction.get();
        } finally {
            open.readLock().unlock();
        }
    }

    private <T> T writing(Function<? super Statements, T> work) {
        refuseNesting();
        Dialect known = dialect();
        if (!known.oneWriter) {
            return commit(known, work);
        }
        try {
            if (!writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException("The database was busy for " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while waiting for the database", e);
        }
        try {
            return commit(known, work);
        } finally {
            writing.unlock();
        }
    }

    private <T> T reading(Function<? super Statements, T> work) {
        refuseNesting();
        Dialect known = dialect();
        try (Connection connection = connect()) {
            T result = work.apply(new Statements(connection, known));
            health.reads();
            return result;
        } catch (StatementFailed e) {
            throw explain(e.reason(), e);
        } catch (SQLException e) {
            throw explain(e, null);
        }
    }

    private <T> T commit(Dialect known, Function<? super Statements, T> work) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new Statements(connection, known));
                connection.commit();
                connection.setAutoCommit(true);
                health.writes();
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (StatementFailed e) {
            throw explain(e.reason(), e);
        } catch (SQLException e) {
            throw explain(e, null);
        }
    }

    /**
     * Ends a transaction that failed. SQLite has ended it already when its disk is full, and refuses the rollback: the
     * driver must leave its transaction all the same, or the pool's next user would write outside of any.
     */
    private static void undo(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private Connection connect() throws SQLException {
        Unreachable last = unreachable;
        if (last == null) {
            return open();
        }
        boolean resting = System.nanoTime() - last.at < REST.toNanos();
        if (resting || !probing.compareAndSet(false, true)) {
            throw last.reason;
        }
        try {
            return open();
        } finally {
            probing.set(false);
        }
    }

    private Connection open() throws SQLException {
        if (source == null) {
            throw new SQLException("No database is configured");
        }
        try {
            Connection connection = source.getConnection();
            unreachable = null;
            return connection;
        } catch (SQLException e) {
            unreachable = new Unreachable(System.nanoTime(), e);
            throw e;
        }
    }

    private Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            try (Connection connection = connect()) {
                known = Dialect.of(connection);
                dialect = known;
            } catch (SQLException e) {
                throw explain(e, null);
            }
        }
        return known;
    }

    private void refuseNesting() {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction within a transaction");
        }
    }

    /** Tells the health what a failure says of the database. The pool hides the driver's reason among the causes. */
    private DatabaseException explain(SQLException failure, @Nullable StatementFailed statement) {
        Unreachable last = unreachable;
        if (source == null) {
            health.unconfigured();
            return new DatabaseException("No database is configured", explanation(), failure);
        }
        @Nullable Trouble found = last != null && last.reason == failure ? Trouble.AWAY : null;
        String reason = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException deeper) {
                found = troubleOf(deeper, found);
                reason = String.valueOf(deeper.getMessage());
            }
        }
        if (found != null) {
            health.fails(found, reason);
            return new DatabaseException("The database does not work, " + found.words, explanation(), failure);
        }
        return statement != null ? statement : new DatabaseException("The database failed: " + reason, failure);
    }

    private Text explanation() {
        return health.trouble().orElse(Text.NONE);
    }

    private @Nullable Trouble troubleOf(SQLException reason, @Nullable Trouble otherwise) {
        Dialect known = dialect;
        // before the first connection nothing is known; only SQLite's driver uses its result codes as error codes
        boolean sqlite = known == Dialect.SQLITE
                || (known == null && reason.getClass().getName().startsWith("org.sqlite."));
        return (sqlite ? Dialect.SQLITE : Dialect.POSTGRESQL).trouble(reason).orElse(otherwise);
    }

    private record Unreachable(long at, SQLException reason) {}
}
