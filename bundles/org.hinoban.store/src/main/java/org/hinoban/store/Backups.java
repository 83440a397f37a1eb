package org.hinoban.store;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything that a manager knows in one file, whatever its database: the rows of all bundles, with the migrations that
 * made their tables, and the operator's files. Each call takes as long as the rows need, at most 30 min.
 */
@ProviderType
public interface Backups {
    /**
     * Writes a backup while the manager runs, as of one moment, readable by its owner alone. The file is complete and on
     * the disk when it has its name.
     *
     * @param file must not exist; a relative one is in {@link #folder()}
     */
    Summary backup(Path file) throws BackupException;

    /**
     * Puts a backup in the place of all rows and files of the operator's but that of the data source. All that stands on
     * the database goes down and comes up again. Changes nothing if the backup is not sound or does not fit. Nobody is
     * logged in afterwards, and no older lease counts.
     */
    Summary restore(Path file) throws BackupException;

    /**
     * Takes all rows along to another, empty database and goes on with it. A backup is made on the way.
     *
     * @param dataSource the text of a data source's file for the other database; it becomes this manager's
     */
    Summary move(Path dataSource) throws BackupException;

    /** Where backups are by default. */
    Path folder();

    /**
     * What was done.
     *
     * @param file the backup
     * @param database the kind of database that the rows are in now
     */
    record Summary(Path file, long bytes, int tables, long rows, int files, String database, Duration took) {}
}
