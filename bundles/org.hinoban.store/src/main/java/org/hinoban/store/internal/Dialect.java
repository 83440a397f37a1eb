package org.hinoban.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/** All that differs between the databases. */
enum Dialect {
    SQLITE("SELECT CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)", true) {
        @Override
        void begin(Connection connection) throws SQLException {
            execute(connection, "BEGIN DEFERRED");
        }

        @Override
        void end(Connection connection) throws SQLException {
            execute(connection, "ROLLBACK");
        }

        @Override
        void unhurried(Connection connection) {
            // its only limit is that of waiting for the lock, which the transaction has
        }

        @Override
        Optional<Trouble> trouble(SQLException failure) {
            // the low byte is the primary result code of https://sqlite.org/rescode.html
            return switch (failure.getErrorCode() & 0xff) {
                case 13 -> Optional.of(Trouble.FULL);
                case 5, 6 -> Optional.of(Trouble.BUSY);
                case 10 -> Optional.of(Trouble.FAILING);
                case 3, 8, 11, 14, 23, 26 -> Optional.of(Trouble.UNREADABLE);
                default -> Optional.empty();
            };
        }
    },
    POSTGRESQL("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", false) {
        @Override
        void begin(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            unhurried(connection);
        }

        @Override
        void end(Connection connection) throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
        }

        @Override
        void unhurried(Connection connection) throws SQLException {
            execute(connection, "SET LOCAL statement_timeout = 0");
            execute(connection, "SET LOCAL idle_in_transaction_session_timeout = 0");
        }

        @Override
        Optional<Trouble> trouble(SQLException failure) {
            String state = failure.getSQLState() == null ? "" : failure.getSQLState();
            if (state.equals("53100")) {
                return Optional.of(Trouble.FULL);
            }
            // connection, authentication, resources, shut down, system error
            return state.matches("(08|28|53|57P|58).*") ? Optional.of(Trouble.AWAY) : Optional.empty();
        }
    };

    private static final Pattern LENGTH = Pattern.compile("\\bVARCHAR\\s*\\(\\s*\\d+\\s*\\)", Pattern.CASE_INSENSITIVE);

    /** Reads the database's clock. */
    final String now;

    /** Whether writers must come one after another. */
    final boolean oneWriter;

    Dialect(String now, boolean oneWriter) {
        this.now = now;
        this.oneWriter = oneWriter;
    }

    /**
     * A statement of a migration in this database's words. SQLite takes a text of any length whatever a column says: the
     * others must not lose a fault for a line that is too long.
     */
    String define(String statement) {
        return oneWriter ? statement : LENGTH.matcher(statement).replaceAll("TEXT");
    }

    /** Its name, for people. */
    String words() {
        return oneWriter ? "SQLite" : "PostgreSQL";
    }

    /** Begins a transaction that reads all as of one moment and holds up nobody who writes. */
    abstract void begin(Connection connection) throws SQLException;

    /** Ends what {@link #begin} began. */
    abstract void end(Connection connection) throws SQLException;

    /** Lifts the limits of pages and deliveries from a transaction that takes its time. */
    abstract void unhurried(Connection connection) throws SQLException;

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** What a failure says of the database; nothing if it only says something of the statement. */
    abstract Optional<Trouble> trouble(SQLException failure);

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "SQLite" -> SQLITE;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new SQLException("No such database is supported: " + product);
        };
    }
}
