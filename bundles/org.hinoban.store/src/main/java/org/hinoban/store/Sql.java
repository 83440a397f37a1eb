package org.hinoban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Statements within one transaction, in the SQL that SQLite and PostgreSQL share. Arguments are {@code String},
 * {@code Long}, {@code Integer}, {@code Boolean} or null; times are {@code BIGINT} milliseconds since 1970 by
 * {@link #now()}. All throw {@link DatabaseException}.
 */
@ProviderType
public interface Sql {
    /** @return how many rows were changed */
    int update(String statement, @Nullable Object... arguments);

    <T> List<T> list(String query, Row<T> row, @Nullable Object... arguments);

    <T> Optional<T> first(String query, Row<T> row, @Nullable Object... arguments);

    /** The database's clock, in milliseconds since 1970. */
    long now();

    /** Makes a value of the row that the result stands on. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
