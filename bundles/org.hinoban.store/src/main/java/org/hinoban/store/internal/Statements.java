package org.hinoban.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;

/** Statements on one connection. */
final class Statements implements Sql {
    private final Connection connection;
    private final Dialect dialect;

    Statements(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** A statement of a migration. */
    int define(String statement) {
        return update(dialect.define(statement));
    }

    @Override
    public int update(String statement, @Nullable Object... arguments) {
        try (PreparedStatement prepared = prepare(statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailed(statement, e);
        }
    }

    @Override
    public <T> List<T> list(String query, Row<T> row, @Nullable Object... arguments) {
        try (PreparedStatement prepared = prepare(query, arguments);
                ResultSet result = prepared.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (result.next()) {
                values.add(row.read(result));
            }
            return values;
        } catch (SQLException e) {
            throw new StatementFailed(query, e);
        }
    }

    @Override
    public <T> Optional<T> first(String query, Row<T> row, @Nullable Object... arguments) {
        try (PreparedStatement prepared = prepare(query, arguments);
                ResultSet result = prepared.executeQuery()) {
            return result.next() ? Optional.ofNullable(row.read(result)) : Optional.empty();
        } catch (SQLException e) {
            throw new StatementFailed(query, e);
        }
    }

    @Override
    public long now() {
        return first(dialect.now, row -> row.getLong(1)).orElseThrow();
    }

    private PreparedStatement prepare(String statement, @Nullable Object... arguments) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                if (argument != null
                        && !(argument instanceof String
                                || argument instanceof Long
                                || argument instanceof Integer
                                || argument instanceof Boolean)) {
                    throw new IllegalArgumentException("Not an argument of SQL: " + argument.getClass());
                }
                prepared.setObject(i + 1, argument instanceof String text ? storable(text) : argument);
            }
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    /** PostgreSQL takes neither NUL nor half a character, and a service's log line may have both. */
    static String storable(String text) {
        boolean plain = text.chars().allMatch(c -> c != 0 && !Character.isSurrogate((char) c));
        return plain
                ? text
                : text.codePoints()
                        .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
