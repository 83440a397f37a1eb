package org.hinoban.store.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hinoban.api.notice.Notice;
import org.hinoban.store.Database;
import org.hinoban.store.Sql;
import org.hinoban.store.internal.BundleTables;
import org.hinoban.store.internal.Health;
import org.hinoban.store.internal.Migration;
import org.hinoban.store.internal.Source;
import org.hinoban.store.internal.Transactions;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An SQLite file with the settings of the product, shared by the databases of several bundles. */
public final class DatabaseOnFile implements AutoCloseable {
    private final SqliteFile source;
    private final Health health = new Health();
    private final Transactions transactions;
    private volatile LongUnaryOperator clock = LongUnaryOperator.identity();
    // the last connection that closes makes SQLite tidy up, which is slow
    private final Connection keepsOpen;

    private DatabaseOnFile(Path file) throws SQLException {
        source = new SqliteFile(file);
        transactions = new Transactions(Source.of(source), health);
        keepsOpen = source.getConnection();
    }

    public static DatabaseOnFile open(Path file) {
        try {
            return new DatabaseOnFile(file);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The database of one bundle.
     *
     * @param beside a class of that bundle, in whose folder or jar its migrations are
     */
    public Database of(String bundle, Class<?> beside) {
        try {
            Path place = Path.of(
                    beside.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return of(bundle, load(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return of(bundle, load(jar.getPath("/")));
            }
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database of a bundle with migrations of the test's own. */
    public Database of(String bundle, List<Migration> migrations) {
        Database tables = new BundleTables(transactions, health, bundle, migrations);
        return new Database() {
            @Override
            public <T> T write(Function<Sql, T> work) {
                return tables.write(sql -> work.apply(clocked(sql)));
            }

            @Override
            public <T> T read(Function<Sql, T> work) {
                return tables.read(sql -> work.apply(clocked(sql)));
            }
        };
    }

    private Sql clocked(Sql sql) {
        return new Sql() {
            @Override
            public int update(String statement, @Nullable Object... arguments) {
                return sql.update(statement, arguments);
            }

            @Override
            public <T> List<T> list(String query, Row<T> row, @Nullable Object... arguments) {
                return sql.list(query, row, arguments);
            }

            @Override
            public <T> Optional<T> first(String query, Row<T> row, @Nullable Object... arguments) {
                return sql.first(query, row, arguments);
            }

            @Override
            public long now() {
                return clock.applyAsLong(sql.now());
            }
        };
    }

    /**
     * Sets the database's clock.
     *
     * @param set what it says from now on, of what it would say
     */
    public void setClock(LongUnaryOperator set) {
        clock = set;
    }

    /** From now on the database cannot be reached, or can again (after up to 2 s). */
    public void setAway(boolean away) {
        source.away = away;
    }

    /** What the store says of its health. */
    public List<Notice> notices() {
        return health.notices();
    }

    @Override
    public void close() {
        try {
            keepsOpen.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Migration> load(Path root) throws IOException {
        Path folder = root.resolve("OSGI-INF/migrations");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Migration> migrations = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                migrations.add(Migration.of(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return migrations;
    }

    private static final class SqliteFile implements DataSource {
        private final SQLiteDataSource sqlite;
        volatile boolean away;

        SqliteFile(Path file) {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setBusyTimeout(5000);
            sqlite = new SQLiteDataSource(config);
            sqlite.setUrl("jdbc:sqlite:" + file);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("away");
            }
            return sqlite.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return sqlite.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            sqlite.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            sqlite.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return sqlite.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            return sqlite.getParentLogger();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return sqlite.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return sqlite.isWrapperFor(type);
        }
    }
}
