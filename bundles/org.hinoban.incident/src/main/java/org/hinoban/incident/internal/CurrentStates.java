package org.hinoban.incident.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.States;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the board. */
@Component
public final class CurrentStates implements States {
    private final Chronicle chronicle;

    @Activate
    public CurrentStates(@Reference Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    @Override
    public State of(String server) {
        return chronicle.board().server(server).map(Board.Server::worst).orElse(State.UNKNOWN);
    }

    @Override
    public State of(String server, ComponentPath path) {
        return chronicle.board().server(server).map(own -> own.of(path)).orElse(State.UNKNOWN);
    }

    @Override
    public List<Condition> notNormal(String server, ComponentPath path) {
        return chronicle.board().server(server).map(own -> own.within(path)).orElse(List.of());
    }

    @Override
    public List<Condition> notNormal(String server) {
        return chronicle.board().server(server).map(Board.Server::worstFirst).orElse(List.of());
    }

    @Override
    public Optional<Condition> condition(String server, ComponentPath component) {
        return chronicle
                .board()
                .server(server)
                .flatMap(own -> Optional.ofNullable(own.conditions().get(component)));
    }

    @Override
    public EventLog.Subscription onChange(Consumer<String> listener) {
        return chronicle.changed.add(listener);
    }
}
