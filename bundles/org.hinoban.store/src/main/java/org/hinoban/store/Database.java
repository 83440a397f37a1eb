package org.hinoban.store;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A bundle's own part of the database. The service is made for each bundle that asks for it, after the migrations that
 * the bundle brings in {@code OSGI-INF/migrations/NNN-name.sql} have run; its tables begin with the last segments of the
 * bundle's name after {@code org.hinoban.}, with {@code _} for dots.
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
