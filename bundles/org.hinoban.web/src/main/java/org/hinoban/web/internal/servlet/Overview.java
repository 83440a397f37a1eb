package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import org.hinoban.web.internal.page.Shown;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the page of the servers, the faulted ones first. */
@Component(service = Overview.class)
public final class Overview {
    /** From here on a phone's screen is searched rather than looked through. */
    private static final int MANY = 20;

    private static final String FIND = "find";
    private static final List<State> WORST_FIRST = List.of(State.ABNORMAL, State.UNKNOWN, State.WARNING, State.NORMAL);

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
        String wanted = visit.field(FIND).strip();
        List<ManagedServer> all = servers.all();
        Map<State, List<ManagedServer>> byState = byState(all, wanted.toLowerCase(Locale.ROOT));
        List<ManagedServer> found = WORST_FIRST.stream()
                .flatMap(state -> byState.getOrDefault(state, List.of()).stream())
                .toList();
        Shown shown = Shown.of(visit.field(Shown.PARAMETER), found.size());
        List<Part> parts = new ArrayList<>();
        if (all.size() > MANY || !wanted.isEmpty()) {
            parts.add(new Part.Search(words.get("servers.find"), "/", FIND, wanted));
        }
        if (found.isEmpty()) {
            String none = wanted.isEmpty() ? words.get("servers.none") : words.get("servers.none.found", wanted);
            parts.add(Part.Prose.soft(none));
        } else {
            parts.add(new Part.Choices(
                    "",
                    found.subList(shown.from(), shown.to()).stream()
                            .map(server -> row(visit, server, held))
                            .toList(),
                    shown.next(words, wanted.isEmpty() ? "/?" : "/?" + FIND + "=" + Shown.asParameter(wanted) + "&")));
        }
        List<Link> site = navigation.site(visit.role()).stream()
                .map(item -> new Link(visit.reader().say(item.label()), item.path()))
                .toList();
        if (!site.isEmpty()) {
            parts.add(new Part.Links(site));
        }
        Lease whole = held.get("*");
        List<String> lines = new ArrayList<>(List.of(summary(words, found.size(), byState)));
        if (whole != null) {
            lines.add(Offers.operating(visit, whole));
        }
        boolean first = shown.from() == 0 && wanted.isEmpty();
        List<Link> way = first ? List.of() : List.of(new Link(words.get("servers.all"), "/"));
        return Page.of(words.get("servers.title"), "/", way, lines, parts);
    }

    /** Those whose id, name or a label holds what is wanted, in the order of their ids within each state. */
    private Map<State, List<ManagedServer>> byState(List<ManagedServer> all, String wanted) {
        Map<State, List<ManagedServer>> byState = new EnumMap<>(State.class);
        for (ManagedServer server : all) {
            if (wanted.isEmpty() || holds(server, wanted)) {
                byState.computeIfAbsent(states.of(server.id()), state -> new ArrayList<>())
                        .add(server);
            }
        }
        return byState;
    }

    private static boolean holds(ManagedServer server, String wanted) {
        return server.id().contains(wanted)
                || server.name().toLowerCase(Locale.ROOT).contains(wanted)
                || server.labels().entrySet().stream()
                        .anyMatch(label -> (label.getKey() + "=" + label.getValue())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted));
    }

    private Part.Row row(Visit visit, ManagedServer server, Map<String, Lease> held) {
        State state = states.of(server.id());
        String href = "/servers/" + server.id();
        return new Part.Row(server.name(), detail(visit, server.id(), state, held), href, href, state);
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

    private static String summary(Words words, int all, Map<State, List<ManagedServer>> byState) {
        StringBuilder summary = new StringBuilder(words.get(all == 1 ? "servers.count.one" : "servers.count", all));
        for (State state : WORST_FIRST.subList(0, WORST_FIRST.size() - 1)) {
            int count = byState.getOrDefault(state, List.of()).size();
            if (count > 0) {
                summary.append(" · ").append(words.get("servers.count." + state.word(), count));
            }
        }
        return summary.toString();
    }
}
