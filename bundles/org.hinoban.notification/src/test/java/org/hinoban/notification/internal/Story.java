package org.hinoban.notification.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** An event log and its incidents, told by a test. */
final class Story implements EventLog, Incidents {
    static final Kind KIND = new Kind("org.example", "service.failed", List.of("result"));
    static final Instant NOON = Instant.parse("2026-11-22T03:12:07Z");

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    volatile long needless;
    final List<String> notes = new CopyOnWriteArrayList<>();

    void opened(String id, String service, String... log) {
        Incident incident = new Incident(
                id,
                "web01",
                ComponentPath.of("software", "service", service),
                KIND,
                Map.of("result", "exit-code"),
                NOON,
                NOON.plusMillis(400),
                null,
                null,
                null,
                List.of(log).stream().map(line -> new LogLine(null, line)).toList());
        add(Event.Type.OPENED, incident, State.ABNORMAL);
    }

    void taken(String id, String user) {
        Incident before = find(id).orElseThrow();
        add(Event.Type.ACKNOWLEDGED, changed(before, user, before.recovered()), State.ABNORMAL);
    }

    void recovered(String id) {
        Incident before = find(id).orElseThrow();
        add(Event.Type.RECOVERED, changed(before, before.acknowledgedBy(), NOON.plusSeconds(185)), State.NORMAL);
    }

    private static Incident changed(Incident of, @Nullable String taker, @Nullable Instant recovered) {
        return new Incident(
                of.id(),
                of.server(),
                of.component(),
                of.kind(),
                of.arguments(),
                of.occurred(),
                of.received(),
                taker,
                taker == null ? null : NOON.plusSeconds(30),
                recovered,
                of.log());
    }

    private void add(Event.Type type, Incident incident, State state) {
        synchronized (this) {
            incidents.put(incident.id(), incident);
            events.add(new Event(
                    events.size() + 1L,
                    type,
                    incident.id(),
                    incident.server(),
                    incident.component(),
                    state,
                    incident.kind(),
                    incident.arguments(),
                    incident.occurred(),
                    incident.received()));
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public synchronized List<Event> after(long position, int max) {
        return events.stream()
                .filter(event -> event.position() > position)
                .limit(max)
                .toList();
    }

    @Override
    public synchronized long last() {
        return events.size();
    }

    @Override
    public void needsNoMore(String consumer, long position) {
        needless = position;
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public void note(String incident, String key, Kind kind, Map<String, String> arguments, Instant occurred) {
        notes.add(incident + " " + kind.name() + " " + arguments.get("recipient"));
    }

    @Override
    public List<Incident> open() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Incident> latest(@Nullable Instant before, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Incident> past(@Nullable Instant before, int max) {
        return List.of();
    }

    @Override
    public List<Event> timeline(Incident incident) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> history(String server, ComponentPath component, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> acknowledge(String id, String user) {
        throw new UnsupportedOperationException();
    }
}
