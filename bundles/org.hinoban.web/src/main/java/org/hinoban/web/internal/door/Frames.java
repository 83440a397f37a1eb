package org.hinoban.web.internal.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hinoban.access.Leases;
import org.hinoban.access.Leases.Lease;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.incident.Incidents;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what surrounds each page. */
@Component(service = Frames.class)
public final class Frames {
    private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

    private final Incidents incidents;
    private final Leases leases;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<NoticeSource> sources = List.of();

    @Activate
    public Frames(@Reference Incidents incidents, @Reference Leases leases) {
        this.incidents = incidents;
        this.leases = leases;
    }

    /** As {@link #Frames(Incidents, Leases)}, with a fixed choice of sources. */
    public Frames(Incidents incidents, Leases leases, List<NoticeSource> sources) {
        this(incidents, leases);
        this.sources = sources;
    }

    Frame frame(Visit visit, String section) {
        Words words = visit.words();
        Session session = visit.anySession().orElse(null);
        String now = visit.reader().minute(Instant.now());
        if (session == null) {
            return new Frame(words, null, visit.host(), List.of(), List.of(), List.of(), "", now);
        }
        List<Frame.Section> sections = List.of(
                new Frame.Section(words.get("servers.title"), "/", 0, section.equals("/")),
                new Frame.Section(
                        words.get("incidents.title"),
                        "/incidents",
                        incidents.open().size(),
                        section.equals("/incidents")),
                new Frame.Section(session.user(), "/account", 0, section.equals("/account")));
        return new Frame(
                words,
                session.user(),
                visit.host(),
                sections,
                urgent(visit),
                asks(visit, session),
                // What answers a form has no URL of its own from which a script could fetch it again.
                visit.isPost() ? "" : visit.position(),
                now);
    }

    /** All that the manager has to say of itself. */
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        for (NoticeSource source : sources) {
            try {
                notices.addAll(source.notices());
            } catch (RuntimeException e) {
                LOG.warn("{} could not say its notices", source.getClass().getName(), e);
            }
        }
        return notices;
    }

    private List<String> urgent(Visit visit) {
        if (!visit.role().includes(Role.OPERATOR)) {
            return List.of();
        }
        return notices().stream()
                .filter(Notice::urgent)
                .map(notice -> visit.reader().say(notice.text()))
                .toList();
    }

    private List<Frame.Ask> asks(Visit visit, Session session) {
        List<Frame.Ask> asks = new ArrayList<>();
        for (Lease lease : leases.held()) {
            if (lease.session().equals(session.id()) && lease.asker() != null && !lease.refused()) {
                Words words = visit.words();
                String server = lease.server();
                String asked = server.equals("*")
                        ? words.get("lease.asks.site", lease.asker())
                        : words.get("lease.asks", lease.asker(), server);
                asks.add(new Frame.Ask(
                        asked,
                        answer(visit, words.get("lease.grant", lease.asker()), server, "grant"),
                        answer(visit, words.get("lease.refuse"), server, "refuse")));
            }
        }
        return asks;
    }

    private static Deed answer(Visit visit, String label, String server, String verb) {
        Map<String, String> fields = visit.hidden();
        fields.put("back", visit.isPost() ? "/" : visit.target());
        String place = server.equals("*") ? "~2a" : server;
        return new Deed(label, "/servers/" + place + "/lease/" + verb, fields, Weight.QUIET, false, false);
    }
}
