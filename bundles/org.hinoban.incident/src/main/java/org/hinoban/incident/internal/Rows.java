package org.hinoban.incident.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;

/** The tables. */
final class Rows {
    private static final long LAST_MOMENT =
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private Rows() {}

    /** Makes all who append come one after another, on databases that let writers run side by side too. */
    static void lock(Sql sql) {
        sql.update("UPDATE incident_position SET last = last WHERE id = 1");
    }

    static long last(Sql sql) {
        return sql.first("SELECT last FROM incident_position WHERE id = 1", row -> row.getLong(1))
                .orElse(0L);
    }

    /** @return the mark: the time */
    static long mark(Sql sql) {
        long now = sql.now();
        sql.update("UPDATE incident_position SET checked = ? WHERE id = 1", now);
        return now;
    }

    /** Whether the mark is there, and no event behind the position. */
    static boolean isMarked(Sql sql, long mark) {
        return sql.first(
                        "SELECT checked, last, (SELECT MAX(position) FROM incident_event) AS newest"
                                + " FROM incident_position WHERE id = 1",
                        row -> row.getLong("checked") == mark && row.getLong("newest") <= row.getLong("last"))
                .orElse(false);
    }

    static void append(
            Sql sql,
            Event.Type type,
            @Nullable String incident,
            @Nullable String note,
            String server,
            ComponentPath component,
            State state,
            Saying saying,
            Instant occurred) {
        sql.update("UPDATE incident_position SET last = last + 1 WHERE id = 1");
        sql.update(
                "INSERT INTO incident_event (position, type, incident, note, server, component, state, kind_bundle,"
                        + " kind_name, parameters, arguments, occurred, received)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                last(sql),
                type.name(),
                incident,
                note,
                server,
                component.value(),
                state.name(),
                saying.kind().bundle(),
                saying.kind().name(),
                saying.parameterColumn(),
                saying.argumentColumn(),
                millis(occurred),
                sql.now());
    }

    static Event event(ResultSet row) throws SQLException {
        Saying saying = Saying.read(row);
        return new Event(
                row.getLong("position"),
                Event.Type.valueOf(row.getString("type")),
                row.getString("incident"),
                row.getString("server"),
                new ComponentPath(row.getString("component")),
                State.valueOf(row.getString("state")),
                saying.kind(),
                saying.arguments(),
                instant(row, "occurred"),
                instant(row, "received"));
    }

    static void insert(Sql sql, Incident incident) {
        Saying saying = new Saying(incident.kind(), incident.arguments());
        sql.update(
                "INSERT INTO incident_incident (id, server, component, kind_bundle, kind_name, parameters, arguments,"
                        + " occurred, received, log) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                incident.id(),
                incident.server(),
                incident.component().value(),
                saying.kind().bundle(),
                saying.kind().name(),
                saying.parameterColumn(),
                saying.argumentColumn(),
                millis(incident.occurred()),
                millis(incident.received()),
                log(incident.log()));
    }

    static Optional<Incident> find(Sql sql, String id) {
        return sql.first("SELECT * FROM incident_incident WHERE id = ?", Rows::incident, id);
    }

    static Incident incident(ResultSet row) throws SQLException {
        Saying saying = Saying.read(row);
        return new Incident(
                row.getString("id"),
                row.getString("server"),
                new ComponentPath(row.getString("component")),
                saying.kind(),
                saying.arguments(),
                instant(row, "occurred"),
                instant(row, "received"),
                row.getString("acknowledged_by"),
                optionalInstant(row, "acknowledged"),
                optionalInstant(row, "recovered"),
                log(row.getString("log")));
    }

    /** @param source who tells it */
    static void put(Sql sql, Condition condition, String source) {
        Saying saying = new Saying(condition.kind(), condition.arguments());
        clear(sql, condition.server(), condition.component());
        sql.update(
                "INSERT INTO incident_condition (server, component, state, kind_bundle, kind_name, parameters,"
                        + " arguments, since, incident, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                condition.server(),
                condition.component().value(),
                condition.state().name(),
                saying.kind().bundle(),
                saying.kind().name(),
                saying.parameterColumn(),
                saying.argumentColumn(),
                millis(condition.since()),
                condition.incident(),
                source);
    }

    /** From now on it is this source that tells of the component. */
    static void own(Sql sql, Condition condition, String source) {
        sql.update(
                "UPDATE incident_condition SET source = ? WHERE server = ? AND component = ?"
                        + " AND (source IS NULL OR source <> ?)",
                source,
                condition.server(),
                condition.component().value(),
                source);
    }

    static void clear(Sql sql, String server, ComponentPath component) {
        sql.update("DELETE FROM incident_condition WHERE server = ? AND component = ?", server, component.value());
    }

    static Optional<Condition> condition(Sql sql, String server, ComponentPath component) {
        return sql.first(
                "SELECT * FROM incident_condition WHERE server = ? AND component = ?",
                Rows::condition,
                server,
                component.value());
    }

    static Condition condition(ResultSet row) throws SQLException {
        Saying saying = Saying.read(row);
        return new Condition(
                row.getString("server"),
                new ComponentPath(row.getString("component")),
                State.valueOf(row.getString("state")),
                saying.kind(),
                saying.arguments(),
                instant(row, "since"),
                row.getString("incident"));
    }

    /** A server's clock may say anything. */
    static long millis(Instant instant) {
        return Math.max(
                0,
                Math.min(
                        LAST_MOMENT,
                        instant.getEpochSecond() > LAST_MOMENT / 1000
                                ? LAST_MOMENT
                                : instant.getEpochSecond() < 0 ? 0 : instant.toEpochMilli()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static String log(List<LogLine> lines) {
        List<String> words = new ArrayList<>();
        for (LogLine line : lines) {
            words.add(line.time() == null ? "" : String.valueOf(millis(line.time())));
            words.add(line.text());
        }
        return TabSeparated.join(words);
    }

    private static List<LogLine> log(String column) {
        List<String> words = TabSeparated.split(column);
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            String time = words.get(i);
            lines.add(
                    new LogLine(time.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(time)), words.get(i + 1)));
        }
        return lines;
    }
}
