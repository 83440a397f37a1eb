package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.server.State;
import org.hinoban.audit.AuditLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.PageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;
import org.hinoban.web.internal.page.Shown;
import org.hinoban.web.internal.page.Words;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Incidents, and the fix card that a mail leads to. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern({"/incidents", "/incidents/*", "/i/*"})
public final class IncidentsServlet extends PageServlet {
    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;

    private final transient Incidents incidents;
    private final transient Servers servers;
    private final transient FixCards cards;
    private final transient Actions actions;
    private final transient Openings openings;
    private final transient AuditLog audit;
    private final transient Changes changes;

    @Activate
    public IncidentsServlet(
            @Reference Door door,
            @Reference Incidents incidents,
            @Reference Servers servers,
            @Reference FixCards cards,
            @Reference Actions actions,
            @Reference Openings openings,
            @Reference AuditLog audit,
            @Reference Changes changes) {
        super(door);
        this.incidents = incidents;
        this.servers = servers;
        this.cards = cards;
        this.actions = actions;
        this.openings = openings;
        this.audit = audit;
        this.changes = changes;
    }

    @Override
    protected String section(Visit visit) {
        return "/incidents";
    }

    @Override
    protected Reply get(Visit visit) throws InterruptedException {
        List<String> segments = segments(visit);
        if (segments.isEmpty()) {
            return new Reply.Show(list(visit));
        }
        Optional<Incident> incident = incidents.find(segments.get(0));
        if (incident.isEmpty() || segments.size() > 2) {
            return Problems.notFound(visit);
        }
        return segments.size() == 1
                ? new Reply.Show(cards.page(visit, incident.get()))
                : remedy(visit, incident.get(), segments.get(1));
    }

    @Override
    protected Reply post(Visit visit) {
        List<String> segments = segments(visit);
        if (segments.size() != 2 || !segments.get(1).equals("acknowledge")) {
            return Problems.notFound(visit);
        }
        String id = segments.get(0);
        Optional<Incident> incident = incidents.find(id);
        if (incident.isEmpty()) {
            return Problems.notFound(visit);
        }
        String user = visit.session().user();
        openings.opened(visit, id);
        Optional<String> holder = incidents.acknowledge(id, user);
        boolean mine = holder.filter(user::equals).isPresent();
        audit.record(new AuditLog.Deed(
                user, visit.client(), "acknowledge", incident.get().server(), id, mine ? "done" : "refused"));
        changes.publish(Changes.EVERYTHING);
        if (visit.json()) {
            return new Reply.Answer(
                    mine ? 200 : 409,
                    mine ? "done" : "refused",
                    holder.map(name -> visit.words().get("incident.has.taken", name))
                            .orElse(visit.words().get("incident.over")),
                    null,
                    "");
        }
        return new Reply.SeeOther("/incidents/" + id);
    }

    /** A prepared repair of a mail's: the question whether it shall be done. When it is not needed any more, the card. */
    private Reply remedy(Visit visit, Incident incident, String verb) throws InterruptedException {
        Optional<ManagedServer> server = servers.find(incident.server());
        Optional<OfferedAction> action = !incident.isOpen() || server.isEmpty()
                ? Optional.empty()
                : cards.remedies(visit, incident).stream()
                        .filter(remedy -> remedy.path().endsWith("/" + verb))
                        .findFirst();
        if (action.isEmpty() || server.isEmpty()) {
            return new Reply.Show(cards.page(visit, incident));
        }
        Place place = new Place(incident.server(), action.get().path());
        return new Reply.Show(actions.confirmation(visit, place, server.get(), action.get()));
    }

    /** The open ones, in pages of their own while they are many, and below the last of them those that are past. */
    private Page list(Visit visit) {
        Words words = visit.words();
        Instant before = instant(visit.field("before"));
        List<Incident> open = before == null ? incidents.open() : List.of();
        Shown shown = Shown.of(visit.field(Shown.PARAMETER), open.size());
        Link moreOpen = shown.next(words, "/incidents?");
        List<Part> parts = new ArrayList<>();
        if (!open.isEmpty()) {
            parts.add(new Part.Choices(
                    words.get("incidents.open"),
                    open.subList(shown.from(), shown.to()).stream()
                            .map(it -> row(visit, it))
                            .toList(),
                    moreOpen));
        }
        if (moreOpen == null) {
            List<Incident> past = incidents.past(before, PAGE + 1);
            if (!past.isEmpty()) {
                parts.add(new Part.Choices(
                        words.get("incidents.past"),
                        past.stream().limit(PAGE).map(it -> row(visit, it)).toList(),
                        past.size() <= PAGE
                                ? null
                                : new Link(
                                        words.get("incidents.older"),
                                        "/incidents?before="
                                                + past.get(PAGE - 1).received().toEpochMilli())));
            }
        }
        boolean first = before == null && shown.page() == 1;
        return Page.of(
                words.get("incidents.title"),
                "/incidents",
                first ? List.of() : List.of(new Link(words.get("incidents.newest"), "/incidents")),
                before == null
                        ? List.of(
                                open.isEmpty()
                                        ? words.get("incidents.none")
                                        : words.get("incidents.count", open.size()))
                        : List.of(),
                parts);
    }

    private static Part.Row row(Visit visit, Incident incident) {
        Reader reader = visit.reader();
        Words words = visit.words();
        String holder = incident.acknowledgedBy();
        Instant recovered = incident.recovered();
        StringBuilder detail = new StringBuilder(incident.server()).append(" · ");
        if (recovered == null) {
            detail.append(words.get("incidents.since", reader.minute(incident.occurred())));
        } else {
            detail.append(words.get(
                    "incidents.over",
                    reader.minute(incident.occurred()),
                    reader.span(Duration.between(incident.occurred(), recovered))));
        }
        if (holder != null) {
            detail.append(" · ").append(words.get("incident.has.taken", holder));
        }
        return new Part.Row(
                reader.say(incident.text("title")),
                detail.toString(),
                "/incidents/" + incident.id(),
                "/incidents/" + incident.id(),
                recovered == null ? State.ABNORMAL : State.NORMAL);
    }

    /** The segments after {@code /incidents} or {@code /i}. */
    private static List<String> segments(Visit visit) {
        List<String> segments = new ArrayList<>(List.of(visit.path().split("/")));
        return segments.size() <= 2 ? List.of() : segments.subList(2, segments.size());
    }

    private static @Nullable Instant instant(String millis) {
        try {
            return millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
