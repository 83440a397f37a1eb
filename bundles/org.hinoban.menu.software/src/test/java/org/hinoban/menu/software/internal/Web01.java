package org.hinoban.menu.software.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.CapabilityException.Reason;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Mandate;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/** A server whose services are what the test says. */
final class Web01 implements ManagedServer, Inventory, ServiceControl {
    static final Instant NOW = Instant.parse("2026-11-22T03:12:07Z");

    final Map<String, Service> services = new TreeMap<>();
    final List<LogLine> log = new ArrayList<>();
    final List<String> performed = new ArrayList<>();
    boolean reachable = true;

    void service(String name, State state, String activity, long process) {
        List<Change> possible = activity.equals("active")
                ? List.of(Change.STOP, Change.RESTART)
                : List.of(Change.START, Change.RESTART);
        services.put(
                name,
                new Service(
                        name,
                        state,
                        activity,
                        process,
                        NOW,
                        possible,
                        List.of(new Fact(Text.plain("Main process"), Text.plain("" + process)))));
    }

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
        return Map.of();
    }

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        return reachable && type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public List<Component> components(ComponentPath below, Deadline deadline) {
        return services.values().stream()
                .map(service -> new Component(
                        ComponentPath.of("software", "service", service.name()),
                        Text.plain(service.name()),
                        Text.plain(service.activity()),
                        service.state(),
                        service.since()))
                .toList();
    }

    @Override
    public Optional<Detail> detail(ComponentPath component, Deadline deadline) {
        return Optional.empty();
    }

    @Override
    public Service service(String service, Deadline deadline) throws CapabilityException {
        Service found = services.get(service);
        if (found == null) {
            throw new CapabilityException(Reason.NOT_FOUND, "There is no service " + service);
        }
        return found;
    }

    @Override
    public Service perform(Change change, String service, Mandate mandate) throws CapabilityException {
        if (mandate.fencingToken() < 7) {
            throw new CapabilityException(Reason.REFUSED, "Somebody else operates this server now");
        }
        service(service, mandate.deadline());
        performed.add(change + " " + service + " by " + mandate.operator());
        boolean runs = change != Change.STOP;
        service(service, State.NORMAL, runs ? "active" : "inactive", runs ? 4711 : 0);
        return services.get(service);
    }

    @Override
    public List<LogLine> log(String service, @Nullable Instant before, int maxLines, Deadline deadline)
            throws CapabilityException {
        service(service, deadline);
        List<LogLine> earlier = log.stream()
                .filter(line ->
                        before == null || (line.time() != null && line.time().isBefore(before)))
                .toList();
        return earlier.subList(Math.max(0, earlier.size() - maxLines), earlier.size());
    }

    MenuRequest opening(String path, Map<String, String> variables, Map<String, String> parameters) {
        return new Opening(this, path, variables, parameters);
    }

    ActionRequest performing(String name, long token) {
        return new Performing(this, name, new Mandate("id", "night1", token, Deadline.in(Duration.ofSeconds(5))));
    }

    private record Opening(
            ManagedServer server, String path, Map<String, String> variables, Map<String, String> parameters)
            implements MenuRequest {
        @Override
        public String variable(String name) {
            return variables.get(name);
        }

        @Override
        public Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }

        @Override
        public String user() {
            return "night1";
        }

        @Override
        public Role role() {
            return Role.VIEWER;
        }

        @Override
        public Deadline deadline() {
            return Deadline.in(Duration.ofSeconds(5));
        }
    }

    private record Performing(ManagedServer server, String name, Mandate mandate) implements ActionRequest {
        @Override
        public String path() {
            return "/software/service/" + name + "/restart";
        }

        @Override
        public String variable(String variable) {
            return name;
        }

        @Override
        public Optional<String> field(String field) {
            return Optional.empty();
        }
    }
}
