package org.hinoban.shell.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Rows under named columns, for people as a table and for programs as JSON: an array of one object a row. */
final class Listing {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Listing(String... columns) {
        this.columns = List.of(columns);
    }

    /** @param values text, numbers, truth values, instants or null, one for each column */
    void row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("A row of " + values.length + " under " + columns);
        }
        rows.add(Arrays.asList(values));
    }

    void print(PrintStream out, boolean json) throws IOException {
        if (json) {
            out.println(json());
            return;
        }
        ShellTable table = new ShellTable().emptyTableText("none");
        columns.forEach(table::column);
        rows.forEach(row -> table.addRow()
                .addContent(row.stream()
                        .map(value -> value == null ? "" : value.toString())
                        .toArray()));
        table.print(out);
    }

    private String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (List<@Nullable Object> row : rows) {
                json.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    write(json, columns.get(i), row.get(i));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Instant instant) {
            json.writeString(instant.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
