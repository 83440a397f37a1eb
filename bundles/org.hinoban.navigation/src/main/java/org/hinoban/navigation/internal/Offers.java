package org.hinoban.navigation.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.menu.Confirm;
import org.hinoban.api.menu.Role;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.internal.Contributed.Act;
import org.hinoban.navigation.internal.Registry.Match;

/** Actions as they can be offered now. */
final class Offers {
    private final Registry registry;
    private final Marks marks;

    Offers(Registry registry, Marks marks) {
        this.registry = registry;
        this.marks = marks;
    }

    Optional<OfferedAction> find(String server, String path, Role role) {
        return registry.act(Scope.SERVER, path)
                .filter(match -> role.includes(match.placed().role()))
                .map(match -> offer(server, path, match));
    }

    List<OfferedAction> remedies(String server, ComponentPath component, Kind kind, Role role) {
        return registry.acts().stream()
                .filter(act ->
                        act.kinds().contains(kind.name()) && act.pattern().isAbout(component))
                .sorted(Comparator.comparingInt(Act::remedyOrder)
                        .thenComparing(act -> act.pattern().toString()))
                .flatMap(act ->
                        find(server, "/" + component + "/" + act.pattern().last(), role).stream())
                .toList();
    }

    OfferedAction offer(String server, String path, Match<Act> match) {
        Act act = match.placed();
        List<String> names = List.copyOf(match.variables().values());
        State state = marks.decidedOn(server, Paths.subject(path));
        boolean confirm = act.confirm() == Confirm.ALWAYS
                || (act.confirm() == Confirm.UNLESS_ABNORMAL && state != State.ABNORMAL);
        return new OfferedAction(
                server,
                path,
                Texts.with(act.label(), names),
                Texts.with(act.effect(), names),
                state,
                confirm,
                act.destructive());
    }
}
