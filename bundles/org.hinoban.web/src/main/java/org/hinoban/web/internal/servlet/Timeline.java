package org.hinoban.web.internal.servlet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;

/** What an incident's page tells of its course, and of what happened to the component before. */
final class Timeline {
    private final Visit visit;
    private final Incident incident;
    private final List<Event> events;

    /** @param events of the incident, and of its component before */
    Timeline(Visit visit, Incident incident, List<Event> events) {
        this.visit = visit;
        this.incident = incident;
        this.events = events.stream()
                .sorted(Comparator.comparing(Event::occurred).thenComparing(Event::position))
                .toList();
    }

    /** The first entry with its time of day, the others with what passed since then. */
    List<Part.Entry> within() {
        Reader reader = visit.reader();
        Instant opened = incident.occurred();
        return events.stream()
                .filter(event -> incident.id().equals(event.incident()))
                .map(event -> {
                    Instant at = event.occurred();
                    String clock =
                            at.isAfter(opened) ? "+" + reader.span(Duration.between(opened, at)) : reader.clock(at);
                    return new Part.Entry(at.toString(), clock, said(event));
                })
                .toList();
    }

    /** One line for each earlier incident, and what belongs to none. */
    List<Part.Entry> before() {
        Reader reader = visit.reader();
        Map<String, Event> ends = new HashMap<>();
        for (Event event : events) {
            if (event.type() == Event.Type.RECOVERED && event.incident() != null) {
                ends.put(event.incident(), event);
            }
        }
        List<Part.Entry> entries = new ArrayList<>();
        for (Event event : events) {
            String id = event.incident();
            if (id != null && (id.equals(incident.id()) || event.type() != Event.Type.OPENED)) {
                continue;
            }
            Event end = id == null ? null : ends.get(id);
            String text = end == null
                    ? said(event)
                    : visit.words()
                            .get(
                                    "incidents.over",
                                    said(event),
                                    reader.span(Duration.between(event.occurred(), end.occurred())));
            entries.add(new Part.Entry(event.occurred().toString(), reader.clock(event.occurred()), text));
        }
        return entries;
    }

    private String said(Event event) {
        return event.type() == Event.Type.ACKNOWLEDGED
                ? visit.words().get("incident.has.taken", event.arguments().getOrDefault("user", "?"))
                : visit.reader().say(event.text("title"));
    }
}
