package org.hinoban.store.internal;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * What all transactions stand on. A service of its own, offered by {@link Supply}: whatever has rows in memory stands on it
 * too, and begins anew with another one.
 */
public record Source(Optional<DataSource> dataSource) {
    public static Source of(DataSource dataSource) {
        return new Source(Optional.of(dataSource));
    }

    /** For a manager that has none configured. */
    static Source none() {
        return new Source(Optional.empty());
    }
}
