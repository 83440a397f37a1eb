package org.hinoban.web.internal.servlet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.fault.Kind;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.web.internal.door.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remembers who opened an incident's page: with the login that leads there, and with the first form sent from it. */
@Component(service = Openings.class)
public final class Openings {
    private static final Kind OPENED = new Kind("org.hinoban.web", "opened", List.of("user"));

    private final Incidents incidents;

    @Activate
    public Openings(@Reference Incidents incidents) {
        this.incidents = incidents;
    }

    void opened(Visit visit, String incident) {
        String user = visit.session().user();
        opened(incident, user);
    }

    /** Notes it if a page is about an open incident. */
    void opened(String incident, String user) {
        if (incidents.find(incident).filter(Incident::isOpen).isPresent()) {
            incidents.note(incident, "opened-" + user, OPENED, Map.of("user", user), Instant.now());
        }
    }

    /** When an incident was first opened; its timeline begins with what was noted of the component before. */
    static Optional<Instant> first(List<Event> timeline, String incident) {
        return timeline.stream()
                .filter(event -> incident.equals(event.incident()))
                .filter(event -> event.kind().name().equals(OPENED.name())
                        && event.kind().bundle().equals(OPENED.bundle()))
                .map(Event::occurred)
                .min(Instant::compareTo);
    }

    /** The incident that a page is about; empty if it is about none. */
    static Optional<String> incidentOf(String target) {
        for (String prefix : List.of("/i/", "/incidents/")) {
            if (target.startsWith(prefix)) {
                String rest = target.substring(prefix.length());
                int end = 0;
                while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
                    end++;
                }
                return end == 0 ? Optional.empty() : Optional.of(rest.substring(0, end));
            }
        }
        return Optional.empty();
    }
}
