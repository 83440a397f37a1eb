package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.access.Leases;
import org.hinoban.access.Leases.Claim;
import org.hinoban.access.Leases.Lease;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.audit.AuditLog;
import org.hinoban.web.internal.door.LoginPages;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Shown;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who operates a server, and how the right to it goes from one to the other. */
@Component(service = LeasePages.class)
public final class LeasePages {
    private static final String SITE = "*";

    private final Leases leases;
    private final AuditLog audit;
    private final Changes changes;

    @Activate
    public LeasePages(@Reference Leases leases, @Reference AuditLog audit, @Reference Changes changes) {
        this.leases = leases;
        this.audit = audit;
        this.changes = changes;
    }

    /** Whether somebody holds the lease that covers a place, whatever else is known of it. */
    boolean isHeld(Place place) {
        return leases.of(covered(place)).isPresent();
    }

    /** The page of a lease. */
    Reply status(Visit visit, ManagedServer server) {
        String back = LoginPages.isOwn(visit.field("back")) ? visit.field("back") : "/servers/" + server.id();
        Optional<Lease> lease = leases.of(server.id());
        Place place = new Place(server.id(), "/lease");
        if (lease.isPresent() && !isMine(visit, lease.get())) {
            return new Reply.Show(held(visit, place, server.name(), lease.get(), back));
        }
        Words words = visit.words();
        String said = words.get(lease.isPresent() ? "lease.mine" : "lease.free");
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Links(List.of(new Link(words.get("lease.goon"), back)), true));
        lease.ifPresent(mine -> parts.add(new Part.Buttons(List.of(Offers.plain(
                visit, words.get("lease.release"), url(server.id(), "release"), Weight.QUIET, Map.of())))));
        return new Reply.Show(
                Page.of(words.get("lease.title"), place.url(), way(visit, place, server.name()), List.of(said), parts));
    }

    /** Somebody else operates: ask, take over, or watch. */
    Page held(Visit visit, Place place, String serverName, Lease lease, String back) {
        Words words = visit.words();
        Session session = visit.session();
        List<Part> parts = new ArrayList<>();
        boolean asked = session.id().equals(lease.askerSession());
        boolean free = lease.isFreeFor(session);
        boolean mayOperate = visit.role().includes(Role.OPERATOR);
        boolean mine = lease.user().equals(session.user());
        if (mine) {
            parts.add(Part.Prose.of(words.get("lease.elsewhere.text")));
        }
        if (lease.destructiveRunning()) {
            parts.add(Part.Prose.of(words.get("lease.destructive")));
        } else if (asked && lease.refused()) {
            parts.add(Part.Prose.of(words.get("lease.refused", lease.user())));
        } else if (asked && !free) {
            parts.add(Part.Prose.of(words.get("lease.asked", lease.user(), Leases.SILENCE.toSeconds())));
        } else if (!free) {
            parts.add(Part.Prose.of(
                    words.get("lease.active", lease.user(), Leases.IDLE.toSeconds(), Leases.SILENCE.toSeconds())));
        }
        List<Deed> deeds = new ArrayList<>();
        Map<String, String> fields = Map.of("back", back);
        if (mayOperate && free) {
            String label = mine ? words.get("lease.elsewhere.take") : words.get("lease.take", serverName);
            deeds.add(Offers.plain(visit, label, url(place.server(), "take"), Weight.MAIN, fields));
        } else if (mayOperate && !asked) {
            deeds.add(Offers.plain(
                    visit, words.get("lease.ask", lease.user()), url(place.server(), "ask"), Weight.MAIN, fields));
        }
        if (!deeds.isEmpty()) {
            parts.add(new Part.Buttons(deeds));
        }
        String watch = back.contains("?") || !back.startsWith("/servers/" + place.server() + "/")
                ? back
                : back.substring(0, back.lastIndexOf('/'));
        parts.add(new Part.Links(List.of(new Link(words.get("lease.watch"), watch))));
        Page page = Page.of(
                mine ? words.get("lease.elsewhere", serverName) : words.get("lease.held", serverName, lease.user()),
                "/servers/" + place.server() + "/lease",
                way(visit, place, serverName),
                mine ? List.of() : List.of(Offers.since(visit, lease)),
                parts);
        return asked && !lease.refused() ? page.refreshing(2) : page;
    }

    Reply change(Visit visit, Place place, String verb) {
        if (!visit.role().includes(Role.OPERATOR)) {
            return Problems.forbidden(visit);
        }
        String server = covered(place);
        String page = server.equals(SITE) ? "/" : "/servers/" + server;
        String back = LoginPages.isOwn(visit.field("back")) ? visit.field("back") : page;
        Session session = visit.session();
        Optional<Lease> before = leases.of(server);
        Optional<Claim> claim = Optional.empty();
        switch (verb) {
            case "ask" -> claim = Optional.of(leases.ask(server, session));
            case "take" -> claim = Optional.of(leases.takeOver(server, session));
            case "release" -> leases.release(server, session);
            case "grant", "refuse" -> leases.answer(server, session, verb.equals("grant"));
            default -> {
                return Problems.notFound(visit);
            }
        }
        Optional<Lease> after = leases.of(server);
        record(visit, server, verb, before, after);
        changes.publish(server);
        boolean held = claim.filter(Claim.Held.class::isInstance).isPresent();
        if (visit.json()) {
            boolean refused = held && verb.equals("take");
            return new Reply.Answer(
                    refused ? 409 : 200,
                    refused ? "refused" : "done",
                    after.map(lease -> Offers.operating(visit, lease)).orElse(""),
                    null,
                    "");
        }
        return held && !server.equals(SITE)
                ? new Reply.SeeOther("/servers/" + server + "/lease?back=" + Shown.asParameter(back))
                : new Reply.SeeOther(back);
    }

    /** Who it went from or to stands behind the word. */
    private void record(Visit visit, String server, String verb, Optional<Lease> before, Optional<Lease> after) {
        boolean own = before.filter(lease -> isMine(visit, lease)).isPresent();
        boolean mine = after.filter(lease -> isMine(visit, lease)).isPresent();
        boolean done = switch (verb) {
            case "ask" ->
                mine
                        || after.filter(lease -> visit.session().id().equals(lease.askerSession()))
                                .isPresent();
            case "take" -> mine;
            case "refuse" -> own && after.filter(Lease::refused).isPresent();
            default -> own && !mine;
        };
        Optional<String> other = before.map(own ? Lease::asker : Lease::user);
        audit.record(new AuditLog.Deed(
                visit.session().user(),
                visit.client(),
                "lease-" + verb + other.map(user -> " (" + user + ")").orElse(""),
                server,
                "",
                done ? "done" : "refused"));
    }

    /** The server that a place names: the whole site's sign cannot stand in a URL as it is. */
    private static String covered(Place place) {
        return place.server().equals("~2a") ? SITE : place.server();
    }

    private static boolean isMine(Visit visit, Lease lease) {
        return lease.session().equals(visit.session().id());
    }

    private static String url(String server, String verb) {
        return "/servers/" + server + "/lease/" + verb;
    }

    private static List<Link> way(Visit visit, Place place, String serverName) {
        return List.of(
                new Link(visit.words().get("servers.title"), "/"), new Link(serverName, "/servers/" + place.server()));
    }
}
