package org.hinoban.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows under named columns, for people as a table and for programs as JSON: an array of one object a row. */
final class Listing {
    /** What a column's name begins with that only programs get. */
    private static final String FOR_PROGRAMS = ".";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    private final String none;
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /**
     * @param none what people read when there are no rows
     * @param columns as programs know them; after a dot those that people do not get
     */
    Listing(String none, String... columns) {
        this.none = none;
        this.columns = List.of(columns);
    }

    /** A value that people read in other words than programs. */
    record Worded(Object value, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    /** @param values text, numbers, truth values, instants, {@link Worded} or null, one for each column */
    void row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("A row of " + values.length + " under " + columns);
        }
        rows.add(Arrays.asList(values));
    }

    String text(int width) {
        if (rows.isEmpty()) {
            return none;
        }
        Table table = new Table();
        table.row(shown(columns).stream().map(Listing::heading).toList());
        rows.forEach(row -> table.row(shown(row).stream().map(Listing::cell).toList()));
        return table.text(width);
    }

    private <T> List<T> shown(List<T> row) {
        List<T> shown = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            if (!columns.get(i).startsWith(FOR_PROGRAMS)) {
                shown.add(row.get(i));
            }
        }
        return shown;
    }

    /** {@code loggedIn} is <i>LOGGED IN</i> for people. */
    private static String heading(String column) {
        return column.replaceAll("([A-Z])", " $1").toUpperCase(Locale.ROOT);
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        return value instanceof Instant instant
                ? TIME.format(instant.atZone(ZoneId.systemDefault())).replace(' ', Table.UNBROKEN)
                : value.toString();
    }

    String json() {
        return JsonText.text(this::write);
    }

    /** As the value of a member of something larger. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (List<@Nullable Object> row : rows) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i);
                Object value = row.get(i) instanceof Worded worded ? worded.value() : row.get(i);
                JsonText.member(json, column.startsWith(FOR_PROGRAMS) ? column.substring(1) : column, value);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
