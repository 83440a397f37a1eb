package org.hinoban.navigation.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.States;

/** One server, web01, and what is not normal on it, as the test says. */
final class Fleet implements Servers, States {
    static final Kind GONE = new Kind("org.hinoban.incident", "service.gone", List.of());

    /** The types of capability that the server offers. */
    final Set<Class<? extends Capability>> offered = new HashSet<>();

    private final Map<ComponentPath, Condition> conditions = new ConcurrentHashMap<>();

    void set(String component, State state) {
        ComponentPath path = new ComponentPath(component);
        if (state == State.NORMAL) {
            conditions.remove(path);
        } else {
            String incident = state == State.ABNORMAL ? "inc1" : null;
            conditions.put(
                    path,
                    new Condition(
                            "web01", path, state, GONE, Map.of(), Instant.parse("2026-11-22T03:12:07Z"), incident));
        }
    }

    @Override
    public List<ManagedServer> all() {
        return List.of(new Web01());
    }

    @Override
    public Optional<ManagedServer> find(String id) {
        return id.equals("web01") ? Optional.of(new Web01()) : Optional.empty();
    }

    @Override
    public State of(String server) {
        return State.worst(conditions.values().stream().map(Condition::state));
    }

    @Override
    public State of(String server, ComponentPath path) {
        return State.worst(notNormal(server, path).stream().map(Condition::state));
    }

    @Override
    public List<Condition> notNormal(String server, ComponentPath path) {
        return notNormal(server).stream()
                .filter(condition -> condition.component().isWithin(path))
                .toList();
    }

    @Override
    public List<Condition> notNormal(String server) {
        return conditions.values().stream()
                .sorted(Comparator.comparing(Condition::state).reversed())
                .toList();
    }

    @Override
    public Optional<Condition> condition(String server, ComponentPath component) {
        return Optional.ofNullable(conditions.get(component));
    }

    @Override
    public EventLog.Subscription onChange(Consumer<String> listener) {
        return () -> {};
    }

    private final class Web01 implements ManagedServer {
        @Override
        public String id() {
            return "web01";
        }

        @Override
        public String name() {
            return "Web 1";
        }

        @Override
        public Map<String, String> labels() {
            return new HashMap<>();
        }

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return offered.contains(type) ? Optional.of(type.cast(NOTHING)) : Optional.empty();
        }
    }

    private static final Inventory NOTHING = new Inventory() {
        @Override
        public List<org.hinoban.api.server.Component> components(
                ComponentPath below, org.hinoban.api.server.Deadline deadline) {
            return List.of();
        }

        @Override
        public Optional<Detail> detail(ComponentPath component, org.hinoban.api.server.Deadline deadline) {
            return Optional.empty();
        }
    };
}
