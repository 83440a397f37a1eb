package org.hinoban.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hinoban.store.BackupException;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.internal.Manifest.Part;
import org.hinoban.store.internal.Manifest.Script;

/** Puts what an archive holds in the place of all rows of a database, in one transaction. */
final class Load {
    private final Archive archive;
    private final List<Script> newer;
    private final List<String> afterwards;

    /**
     * @param newer migrations that are newer than the archive
     * @param afterwards what is done with rows of another time
     */
    Load(Archive archive, List<Script> newer, List<String> afterwards) {
        this.archive = archive;
        this.newer = newer;
        this.afterwards = afterwards;
    }

    /** @return how many rows there are now */
    long into(Connection connection) throws SQLException, IOException, BackupException {
        Dialect dialect = Dialect.of(connection);
        connection.setAutoCommit(false);
        try {
            dialect.unhurried(connection);
            Statements sql = new Statements(connection, dialect);
            empty(connection, sql);
            Tables.define(sql);
            define(sql, archive.manifest().scripts());
            long rows = 0;
            for (Part table : archive.manifest().tables()) {
                rows += fill(connection, table);
            }
            define(sql, newer);
            afterwards.forEach(sql::update);
            connection.commit();
            return rows;
        } catch (DatabaseException | IllegalArgumentException e) {
            throw new BackupException("The rows do not fit: " + e.getMessage(), e);
        } finally {
            // after a commit there is nothing to undo
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void empty(Connection connection, Statements sql) throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        if (Tables.all(connection).contains("store_migration")) {
            Tables.define(sql);
            tables.addAll(Tables.existing(connection, Tables.applied(connection)));
            tables.add("store_migration");
            tables.add("store_script");
        }
        List<String> backwards = new ArrayList<>(tables);
        Collections.reverse(backwards);
        try (Statement statement = connection.createStatement()) {
            for (String table : backwards) {
                statement.execute("DROP TABLE " + Rows.name(table));
            }
        }
    }

    private static void define(Statements sql, List<Script> scripts) {
        for (Script script : scripts) {
            new Migration(script.number(), script.name(), script.text())
                    .statements()
                    .forEach(sql::define);
            Tables.record(sql, script);
        }
    }

    private long fill(Connection connection, Part table) throws SQLException, IOException, BackupException {
        try (Statement statement = connection.createStatement()) {
            // what a migration itself has put there
            statement.execute("DELETE FROM " + Rows.name(table.name()));
        }
        try (InputStream in = archive.open(table)) {
            Rows.read(connection, table.name(), in);
        }
        long found = Tables.count(connection, table.name());
        if (found != table.rows()) {
            throw new BackupException(table.name() + " has " + found + " rows instead of " + table.rows());
        }
        return found;
    }
}
