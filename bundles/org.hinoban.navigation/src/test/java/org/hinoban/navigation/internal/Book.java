package org.hinoban.navigation.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.audit.AuditLog;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** Keeps what is written into the audit and into the timelines. */
final class Book implements AuditLog, Incidents {
    final List<Deed> deeds = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();

    List<String> results() {
        return deeds.stream().map(Deed::result).toList();
    }

    @Override
    public void record(Deed deed) {
        deeds.add(deed);
    }

    @Override
    public void note(String incident, String key, Kind kind, Map<String, String> arguments, Instant occurred) {
        notes.add(incident + " " + kind.name() + " "
                + kind.parameters().stream()
                        .filter(parameter -> !parameter.equals("seconds"))
                        .map(arguments::get)
                        .toList());
    }

    @Override
    public List<Entry> latest(long before, String about, int max) {
        return List.of();
    }

    @Override
    public Optional<Incident> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Incident> open() {
        return List.of();
    }

    @Override
    public List<Incident> latest(@Nullable Instant before, int max) {
        return List.of();
    }

    @Override
    public List<Incident> past(@Nullable Instant before, int max) {
        return List.of();
    }

    @Override
    public List<Event> timeline(Incident incident) {
        return List.of();
    }

    @Override
    public List<Event> history(String server, ComponentPath component, int max) {
        return List.of();
    }

    @Override
    public Optional<String> acknowledge(String id, String user) {
        return Optional.empty();
    }
}
