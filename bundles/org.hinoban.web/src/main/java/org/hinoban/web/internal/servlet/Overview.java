package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.access.Leases;
import org.hinoban.access.Leases.Lease;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the page of the servers, the faulted ones first. */
@Component(service = Overview.class)
public final class Overview {
    private final Servers servers;
    private final States states;
    private final Leases leases;
    private final Navigation navigation;

    @Activate
    public Overview(
            @Reference Servers servers,
            @Reference States states,
            @Reference Leases leases,
            @Reference Navigation navigation) {
        this.servers = servers;
        this.states = states;
        this.leases = leases;
        this.navigation = navigation;
    }

    Page page(Visit visit) {
        Words words = visit.words();
        Map<String, Lease> held = new HashMap<>();
        leases.held().forEach(lease -> held.put(lease.server(), lease));
        List<Part.Row> rows = new ArrayList<>();
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (ManagedServer server : servers.all()) {
            State state = states.of(server.id());
            counts.merge(state, 1, Integer::sum);
            String href = "/servers/" + server.id();
            rows.add(new Part.Row(server.name(), detail(visit, server.id(), state, held), href, href, state));
        }
        // Sorting is stable: within a state the order of the ids stays.
        rows.sort(Comparator.comparing(
                row -> row.state() == null ? State.NORMAL : row.state(), Comparator.reverseOrder()));
        List<Part> parts = new ArrayList<>();
        if (rows.isEmpty()) {
            parts.add(new Part.Prose("", List.of(new Part.Span(words.get("servers.none"), "")), true));
        } else {
            parts.add(new Part.Choices("", rows));
        }
        List<Link> site = navigation.site(visit.role()).stream()
                .map(item -> new Link(visit.reader().say(item.label()), item.path()))
                .toList();
        if (!site.isEmpty()) {
            parts.add(new Part.Links(site));
        }
        Lease whole = held.get("*");
        List<String> lines = new ArrayList<>(List.of(summary(words, rows.size(), counts)));
        if (whole != null) {
            lines.add(Offers.operating(visit, whole));
        }
        return Page.of(words.get("servers.title"), "/", List.of(), lines, parts);
    }

    private String detail(Visit visit, String server, State state, Map<String, Lease> held) {
        String trouble = "";
        if (state != State.NORMAL) {
            List<Condition> conditions = states.notNormal(server);
            if (!conditions.isEmpty()) {
                Condition worst = conditions.get(0);
                trouble = visit.reader().say(worst.text("title")) + " "
                        + visit.reader().minute(worst.since());
            }
        }
        Lease lease = held.get(server);
        if (lease == null) {
            return trouble;
        }
        String operates = Offers.operating(visit, lease);
        return trouble.isEmpty() ? operates : trouble + " · " + operates;
    }

    private static String summary(Words words, int all, Map<State, Integer> counts) {
        StringBuilder summary = new StringBuilder(words.get(all == 1 ? "servers.count.one" : "servers.count", all));
        for (State state : List.of(State.ABNORMAL, State.UNKNOWN, State.WARNING)) {
            int count = counts.getOrDefault(state, 0);
            if (count > 0) {
                summary.append(" · ").append(words.get("servers.count." + state.word(), count));
            }
        }
        return summary.toString();
    }
}
