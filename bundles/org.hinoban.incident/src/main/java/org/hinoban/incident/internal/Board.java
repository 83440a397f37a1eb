package org.hinoban.incident.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.DrillFault;
import org.hinoban.incident.Incident;

/**
 * What is not normal, at one moment. Immutable: whoever reads it takes no lock, and a page of a thousand servers costs
 * a thousand look-ups.
 */
record Board(Map<String, Server> servers, List<Incident> open) {
    static final Board EMPTY = new Board(Map.of(), List.of());

    /**
     * Of what is equally bad, the real before what a drill pretends, and then what came first: it is closest to the cause.
     */
    private static final Comparator<Condition> WORST_FIRST = Comparator.comparing(Condition::state)
            .reversed()
            .thenComparing(condition -> DrillFault.is(condition.kind()))
            .thenComparing(Condition::since)
            .thenComparing(Condition::component);

    private static final Comparator<Incident> NEWEST_FIRST =
            Comparator.comparing(Incident::received).reversed().thenComparing(Incident::id);

    /**
     * One server that has reported.
     *
     * @param reported as its sources told it
     * @param conditions as it is to be seen: of a server that does not answer nothing but that is known
     * @param rest the state of what has no condition
     */
    record Server(
            Map<ComponentPath, Condition> reported,
            Map<ComponentPath, Condition> conditions,
            List<Condition> worstFirst,
            State rest,
            State worst,
            Map<String, State> worstByCategory) {
        static final Server NORMAL = of(Map.of());

        static Server of(Map<ComponentPath, Condition> reported) {
            Condition connection = reported.get(ComponentPath.CONNECTION);
            boolean away = connection != null && connection.state() == State.ABNORMAL;
            Map<ComponentPath, Condition> conditions = away ? unknown(reported) : reported;
            Map<String, State> categories = new HashMap<>();
            conditions.forEach(
                    (path, condition) -> categories.merge(path.segments().get(0), condition.state(), State::worst));
            return new Server(
                    reported,
                    conditions,
                    conditions.values().stream().sorted(WORST_FIRST).toList(),
                    away ? State.UNKNOWN : State.NORMAL,
                    State.worst(categories.values().stream()),
                    categories);
        }

        /** What was told before the connection was lost may not be so any more. */
        private static Map<ComponentPath, Condition> unknown(Map<ComponentPath, Condition> reported) {
            Map<ComponentPath, Condition> unknown = new TreeMap<>();
            reported.forEach((path, condition) -> unknown.put(
                    path, path.isWithin(ComponentPath.CONNECTION) ? condition : condition.in(State.UNKNOWN)));
            return unknown;
        }

        State of(ComponentPath path) {
            if (path.isWithin(ComponentPath.CONNECTION)) {
                return State.worst(within(path).stream().map(Condition::state));
            }
            return rest.worst(
                    path.value().indexOf('/') < 0
                            ? worstByCategory.getOrDefault(path.value(), State.NORMAL)
                            : State.worst(within(path).stream().map(Condition::state)));
        }

        List<Condition> within(ComponentPath path) {
            return worstFirst.stream()
                    .filter(condition -> condition.component().isWithin(path))
                    .toList();
        }
    }

    static Board of(Collection<String> known, List<Condition> conditions, List<Incident> open) {
        Map<String, Map<ComponentPath, Condition>> byServer = new HashMap<>();
        known.forEach(server -> byServer.put(server, new TreeMap<>()));
        conditions.forEach(condition -> byServer.computeIfAbsent(condition.server(), server -> new TreeMap<>())
                .put(condition.component(), condition));
        Map<String, Server> servers = new HashMap<>();
        byServer.forEach((server, own) -> servers.put(server, Server.of(own)));
        return new Board(servers, open.stream().sorted(NEWEST_FIRST).toList());
    }

    Optional<Server> server(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    /** The board after a transaction. */
    Board after(Effects effects) {
        return new Board(serversAfter(effects), openAfter(effects.incidents));
    }

    private Map<String, Server> serversAfter(Effects effects) {
        Map<String, Map<ComponentPath, Condition>> changed = new HashMap<>();
        effects.servers.stream()
                .filter(server -> !servers.containsKey(server))
                .forEach(server -> changed.put(server, new TreeMap<>()));
        for (Record effect : effects.conditions) {
            if (effect instanceof Condition condition) {
                own(changed, condition.server()).put(condition.component(), condition);
            } else if (effect instanceof Effects.Cleared cleared) {
                own(changed, cleared.server()).remove(cleared.component());
            }
        }
        if (changed.isEmpty()) {
            return servers;
        }
        Map<String, Server> next = new HashMap<>(servers);
        changed.forEach((server, conditions) -> next.put(server, Server.of(conditions)));
        return next;
    }

    private Map<ComponentPath, Condition> own(Map<String, Map<ComponentPath, Condition>> changed, String server) {
        return changed.computeIfAbsent(
                server,
                id -> new TreeMap<>(servers.getOrDefault(id, Server.NORMAL).reported()));
    }

    private List<Incident> openAfter(List<Incident> changed) {
        if (changed.isEmpty()) {
            return open;
        }
        Map<String, Incident> next = new HashMap<>();
        open.forEach(incident -> next.put(incident.id(), incident));
        for (Incident incident : changed) {
            if (incident.isOpen()) {
                next.put(incident.id(), incident);
            } else {
                next.remove(incident.id());
            }
        }
        List<Incident> sorted = new ArrayList<>(next.values());
        sorted.sort(NEWEST_FIRST);
        return List.copyOf(sorted);
    }
}
