package org.hinoban.store.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rows of one table as lines of JSON: first the names of the columns, then an array for each row. The same lines
 * whatever the database, which stores truth values in ways of its own.
 */
final class Rows {
    /** So many rows are in memory at a time. */
    private static final int BATCH = 500;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private Rows() {}

    /** Writes all rows, as the connection's transaction sees them. */
    static long write(Connection connection, String table, OutputStream out) throws SQLException, IOException {
        long rows = 0;
        JsonGenerator json = Manifest.JSON
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(BATCH);
            try (ResultSet result = statement.executeQuery("SELECT * FROM " + name(table))) {
                ResultSetMetaData columns = result.getMetaData();
                json.writeStartArray();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    json.writeString(columns.getColumnName(i));
                }
                json.writeEndArray();
                for (; result.next(); rows++) {
                    json.writeStartArray();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        value(json, result, i, columns.getColumnTypeName(i));
                    }
                    json.writeEndArray();
                }
            }
        }
        json.close();
        return rows;
    }

    private static void value(JsonGenerator json, ResultSet row, int column, String type)
            throws SQLException, IOException {
        switch (type.toUpperCase(Locale.ROOT)) {
            case "BOOLEAN", "BOOL" -> {
                boolean value = row.getBoolean(column);
                if (row.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeBoolean(value);
                }
            }
            case "BIGINT", "INTEGER", "INT", "SMALLINT", "INT2", "INT4", "INT8" -> {
                long value = row.getLong(column);
                if (row.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            default -> json.writeString(row.getString(column));
        }
    }

    /** Inserts all rows. */
    static long read(Connection connection, String table, InputStream in) throws SQLException, IOException {
        try (JsonParser json = Manifest.JSON.createParser(in)) {
            List<?> columns = next(json);
            String insert = "INSERT INTO " + name(table) + " ("
                    + columns.stream()
                            .map(column -> name(String.valueOf(column)))
                            .collect(Collectors.joining(", "))
                    + ") VALUES (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
            long rows = 0;
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (List<?> row = next(json); !row.isEmpty(); row = next(json)) {
                    for (int i = 0; i < columns.size(); i++) {
                        statement.setObject(
                                i + 1, row.get(i) instanceof String text ? Statements.storable(text) : row.get(i));
                    }
                    statement.addBatch();
                    if (++rows % BATCH == 0) {
                        statement.executeBatch();
                    }
                }
                statement.executeBatch();
            }
            return rows;
        }
    }

    /** The next line; empty at the end. */
    private static List<?> next(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            return List.of();
        }
        if (token == JsonToken.START_ARRAY && Manifest.value(json) instanceof List<?> items && !items.isEmpty()) {
            return items;
        }
        throw new IOException("A line is no row");
    }

    /** Names come from an archive: nothing else may become SQL. */
    static String name(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(plain).matches()) {
            throw new IllegalArgumentException("Not the name of a table or column: " + name);
        }
        return plain;
    }
}
