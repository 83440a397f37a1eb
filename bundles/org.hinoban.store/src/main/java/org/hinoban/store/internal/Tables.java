package org.hinoban.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.store.internal.Manifest.Script;

/**
 * Which migrations were applied, with their text, so that tables can be made anew although their bundle is not installed
 * just now.
 */
final class Tables {
    private static final String MIGRATIONS = "CREATE TABLE IF NOT EXISTS store_migration (bundle VARCHAR(200) NOT NULL,"
            + " number INTEGER NOT NULL, name VARCHAR(200) NOT NULL, checksum VARCHAR(64) NOT NULL,"
            + " applied BIGINT NOT NULL, PRIMARY KEY (bundle, number))";
    private static final String SCRIPTS = "CREATE TABLE IF NOT EXISTS store_script (bundle VARCHAR(200) NOT NULL,"
            + " number INTEGER NOT NULL, script TEXT NOT NULL, PRIMARY KEY (bundle, number))";
    private static final Pattern MAKES = Pattern.compile(
            "\\b(?:CREATE\\s+TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?|RENAME\\s+TO)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private Tables() {}

    static void define(Statements sql) {
        sql.define(MIGRATIONS);
        sql.define(SCRIPTS);
    }

    /** Records that a migration was applied. */
    static void record(Statements sql, Script script) {
        sql.update(
                "INSERT INTO store_migration (bundle, number, name, checksum, applied) VALUES (?, ?, ?, ?, ?)",
                script.bundle(),
                script.number(),
                script.name(),
                script.checksum(),
                sql.now());
        keep(sql, script.bundle(), script.number(), script.text());
    }

    /** Keeps the text of a migration that may have been applied by a version that kept none. */
    static void keep(Statements sql, String bundle, int number, String text) {
        sql.update(
                "INSERT INTO store_script (bundle, number, script) VALUES (?, ?, ?)"
                        + " ON CONFLICT (bundle, number) DO NOTHING",
                bundle,
                number,
                text);
    }

    /** All that were applied, in the order in which they can be applied again. */
    static List<Script> applied(Connection connection) throws SQLException {
        List<Script> scripts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT m.bundle, m.number, m.name, m.checksum, s.script FROM store_migration m"
                                + " LEFT JOIN store_script s ON s.bundle = m.bundle AND s.number = m.number"
                                + " ORDER BY m.bundle, m.number");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String text = row.getString(5);
                if (text == null) {
                    throw new SQLException("Nobody knows the tables of " + row.getString(1)
                            + " any more: install that bundle for a moment");
                }
                scripts.add(new Script(row.getString(1), row.getInt(2), row.getString(3), row.getString(4), text));
            }
        }
        return scripts;
    }

    /** The tables of such migrations that exist, in the order in which they were made. */
    static Set<String> existing(Connection connection, Collection<Script> scripts) throws SQLException {
        Set<String> made = new LinkedHashSet<>();
        for (Script script : scripts) {
            Matcher matcher = MAKES.matcher(script.text());
            while (matcher.find()) {
                made.add(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        made.retainAll(all(connection));
        return made;
    }

    /** The tables that can be reached without naming a schema. */
    static Set<String> all(Connection connection) throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        try (ResultSet row = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (row.next()) {
                tables.add(row.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + Rows.name(table))) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
