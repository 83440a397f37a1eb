package org.hinoban.incident.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads incidents, and writes down what people and other bundles add to them. */
@Component
public final class IncidentRecord implements Incidents {
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_KEY_LENGTH = 200;
    private static final int BEFORE_IN_TIMELINE = 50;
    private static final int WITHIN_IN_TIMELINE = 150;
    private static final Duration BEFORE = Duration.ofHours(1);

    private final Chronicle chronicle;

    @Activate
    public IncidentRecord(@Reference Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    @Override
    public Optional<Incident> find(String id) {
        return chronicle.read(sql -> Rows.find(sql, id));
    }

    @Override
    public List<Incident> open() {
        return chronicle.board().open();
    }

    @Override
    public List<Incident> latest(@Nullable Instant before, int max) {
        return received("", before, max);
    }

    @Override
    public List<Incident> past(@Nullable Instant before, int max) {
        return received("recovered IS NOT NULL AND ", before, max);
    }

    private List<Incident> received(String condition, @Nullable Instant before, int max) {
        return chronicle.read(sql -> sql.list(
                "SELECT * FROM incident_incident WHERE " + condition + "received < ? ORDER BY received DESC LIMIT ?",
                Rows::incident,
                before == null ? Long.MAX_VALUE : Rows.millis(before),
                Math.max(0, Math.min(max, MAX_ROWS))));
    }

    @Override
    public List<Event> timeline(Incident incident) {
        return chronicle.read(sql -> {
            List<Event> events = new ArrayList<>(sql.list(
                    "SELECT * FROM incident_event WHERE incident = ? ORDER BY position DESC LIMIT ?",
                    Rows::event,
                    incident.id(),
                    WITHIN_IN_TIMELINE));
            long opened = sql.first(
                            "SELECT MIN(position) FROM incident_event WHERE incident = ?",
                            row -> row.getLong(1),
                            incident.id())
                    .orElse(0L);
            events.addAll(sql.list(
                    "SELECT * FROM incident_event WHERE server = ? AND component = ? AND position < ?"
                            + " AND received >= ? ORDER BY position DESC LIMIT ?",
                    Rows::event,
                    incident.server(),
                    incident.component().value(),
                    opened,
                    incident.received().minus(BEFORE).toEpochMilli(),
                    BEFORE_IN_TIMELINE));
            Collections.reverse(events);
            return List.copyOf(events);
        });
    }

    @Override
    public List<Event> history(String server, ComponentPath component, int max) {
        return chronicle.read(sql -> sql.list(
                "SELECT * FROM incident_event WHERE server = ? AND component = ? ORDER BY position DESC LIMIT ?",
                Rows::event,
                server,
                component.value(),
                Math.max(0, Math.min(max, MAX_ROWS))));
    }

    @Override
    public Optional<String> acknowledge(String id, String user) {
        return write(judgement -> Optional.ofNullable(judgement.acknowledge(id, user)));
    }

    @Override
    public void note(String incident, String key, Kind kind, Map<String, String> arguments, Instant occurred) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("A note's key has 1 to " + MAX_KEY_LENGTH + " characters");
        }
        Saying saying = Saying.bounded(kind, arguments);
        write(judgement -> {
            judgement.note(incident, key, saying, occurred);
            return incident;
        });
    }

    private <T> T write(Function<Judgement, T> work) {
        try {
            return chronicle.write(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while waiting for the incidents", e);
        }
    }
}
