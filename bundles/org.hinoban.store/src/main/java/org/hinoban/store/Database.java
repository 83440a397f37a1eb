package org.hinoban.store;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A bundle's own part of the database. The service is made for each bundle that asks for it; the migrations that the
 * bundle brings in {@code OSGI-INF/migrations/NNN-name.sql} run before its first transaction. Its tables begin with the
 * last segments of the bundle's name after {@code org.hinoban.}, with {@code _} for dots.
 *
 * <p>The service is there although the database may be away: read no rows in an activation, or be ready to do it again.
 */
@ProviderType
public interface Database {
    /**
     * Does work in one writing transaction; what it wrote is forced to disk when this returns. Writing transactions come
     * one after another on SQLite and may run side by side elsewhere. Waits for its turn at most 10 s. The work calls no
     * other bundle and no second transaction.
     *
     * @throws DatabaseException if it could not be done; then nothing of it is stored. What the work throws goes through
     *     after the transaction was undone
     */
    <T> T write(Function<Sql, T> work);

    /** Does work that only reads, each statement seeing what was committed before it. */
    <T> T read(Function<Sql, T> work);
}
