package org.hinoban.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.hinoban.store.BackupException;
import org.hinoban.store.Backups;
import org.hinoban.store.internal.Manifest.Script;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups, puts them back, and moves all rows to another database, one of these at a time. */
@Component
public final class StoredBackups implements Backups {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBackups.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** Three times the interval in which configuration files are looked at. */
    private static final Duration TAKEN_UP = Duration.ofMillis(1_500);

    private final BundleContext context;
    private final Supply supply;
    private final Path data;
    private final OperatorFiles files;
    private final ReentrantLock one = new ReentrantLock();

    @Activate
    public StoredBackups(BundleContext context, @Reference Supply supply) {
        this.context = context;
        this.supply = supply;
        String folder = context.getProperty("hinoban.data");
        this.data = Path.of(folder == null ? "data" : folder).toAbsolutePath().normalize();
        this.files = new OperatorFiles(data);
    }

    @Override
    public Path folder() {
        return data.resolve("backup");
    }

    @Override
    public Summary backup(Path file) throws BackupException {
        return alone(() -> write(folder().resolve(file), supply.dataSource(), Instant.now()));
    }

    @Override
    public Summary restore(Path file) throws BackupException {
        return alone(() -> {
            Instant begun = Instant.now();
            Installed installed = Installed.of(context);
            try (Archive archive = Archive.open(folder().resolve(file))) {
                Manifest manifest = archive.manifest();
                installed.check(manifest.scripts());
                files.check(archive);
                Load load =
                        new Load(archive, installed.newer(manifest.scripts()), installed.restored(manifest.scripts()));
                LOG.info("{} of {} takes the place of all rows and files", file, manifest.made());
                String database = supply.alone(
                        source -> {
                            String kind = load(load, source);
                            putBack(archive, begun);
                            return kind;
                        },
                        false);
                LOG.info("Restored: {} rows", manifest.rows());
                return summary(folder().resolve(file), manifest, database, begun);
            }
        });
    }

    @Override
    public Summary move(Path dataSource) throws BackupException {
        return alone(() -> {
            Instant begun = Instant.now();
            OtherDatabase other = new OtherDatabase(context, data, dataSource);
            byte[] configuration = Files.readAllBytes(dataSource);
            try (Connection here = supply.dataSource().getConnection();
                    Connection there = other.connect()) {
                OtherDatabase.checkEmpty(there, Tables.existing(here, Tables.applied(here)));
            }
            Path file = folder().resolve("before-move-" + STAMP.format(begun) + ".zip");
            return supply.alone(
                    source -> {
                        Summary backup = write(file, source, begun);
                        try (Archive archive = Archive.open(file);
                                Connection connection = other.connect()) {
                            Manifest manifest = archive.manifest();
                            OtherDatabase.checkEmpty(
                                    connection,
                                    manifest.tables().stream()
                                            .map(Manifest.Part::name)
                                            .toList());
                            new Load(archive, List.of(), List.of()).into(connection);
                            OperatorFiles.write(files.resolve("etc/" + DataSourceDefaults.FILE), configuration);
                            LOG.info("Moved to another database: {} rows", backup.rows());
                            return summary(
                                    file, manifest, Dialect.of(connection).words(), begun);
                        } catch (SQLException | IOException e) {
                            throw new BackupException("Nothing was moved: " + e.getMessage(), e);
                        }
                    },
                    true);
        });
    }

    private Summary write(Path file, DataSource source, Instant begun) throws BackupException {
        try (ArchiveWriter archive = ArchiveWriter.create(file);
                Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            List<Script> scripts;
            dialect.begin(connection);
            try {
                scripts = Tables.applied(connection);
                Set<String> tables = Tables.existing(connection, scripts);
                for (String table : tables) {
                    archive.table(table, out -> Rows.write(connection, table, out));
                }
            } finally {
                dialect.end(connection);
            }
            for (String name : files.names()) {
                archive.file(name, files.resolve(name));
            }
            Manifest manifest = archive.finish(new Manifest(
                    context.getBundle().getVersion().toString(),
                    begun.truncatedTo(ChronoUnit.SECONDS).toString(),
                    dialect.words(),
                    data.toString(),
                    scripts,
                    List.of(),
                    List.of()));
            return summary(file, manifest, dialect.words(), begun);
        } catch (SQLException | IOException | IllegalArgumentException e) {
            throw new BackupException("No backup was made: " + e.getMessage(), e);
        }
    }

    private static String load(Load load, DataSource source) throws BackupException {
        try (Connection connection = source.getConnection()) {
            load.into(connection);
            return Dialect.of(connection).words();
        } catch (SQLException | IOException e) {
            throw new BackupException("Nothing was restored: " + e.getMessage(), e);
        }
    }

    private void putBack(Archive archive, Instant begun) throws BackupException {
        Path replaced = folder().resolve("replaced-" + STAMP.format(begun));
        try {
            files.putBack(archive, replaced);
            // connectors tell their state as soon as there is a database: by then they know what to look at
            Thread.sleep(TAKEN_UP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new BackupException(
                    "The rows are restored, but not all files: " + e.getMessage() + "; what was here is in " + replaced,
                    e);
        }
    }

    private static Summary summary(Path file, Manifest manifest, String database, Instant begun) throws IOException {
        return new Summary(
                file,
                Files.size(file),
                manifest.tables().size(),
                manifest.rows(),
                manifest.files().size(),
                database,
                Duration.between(begun, Instant.now()));
    }

    private Summary alone(Deed deed) throws BackupException {
        if (!one.tryLock()) {
            throw new BackupException("Another backup, restore or move is under way");
        }
        try {
            return deed.perform();
        } catch (IOException | SQLException e) {
            LOG.warn("A backup, restore or move failed", e);
            throw new BackupException(String.valueOf(e.getMessage()), e);
        } catch (BackupException e) {
            LOG.warn("A backup, restore or move failed", e);
            throw e;
        } finally {
            one.unlock();
        }
    }

    @FunctionalInterface
    private interface Deed {
        Summary perform() throws BackupException, IOException, SQLException;
    }
}
