package org.hinoban.navigation.internal;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.jspecify.annotations.Nullable;

/** Marks the way to what is not normal, by what the core knows. */
final class Marks {
    private final States states;

    Marks(States states) {
        this.states = states;
    }

    /** The screen of a server's path with its states worsened to what is known. */
    Screen on(Screen screen, String server, String path) {
        State known = screen.state() == null ? null : worsened(screen.state(), server, path);
        List<Section> sections = screen.sections().stream()
                .map(section -> section instanceof Section.Choices choices ? on(choices, server) : section)
                .toList();
        return new Screen(screen.title(), known, sections, screen.actions());
    }

    /** The state that an action on a component is decided on. */
    State decidedOn(String server, ComponentPath component) {
        Optional<Condition> condition = states.condition(server, component);
        if (condition.isPresent()) {
            return condition.get().state();
        }
        return states.of(server, component) == State.UNKNOWN ? State.UNKNOWN : State.NORMAL;
    }

    private Section on(Section.Choices choices, String server) {
        return new Section.Choices(
                choices.title(),
                choices.items().stream()
                        .map(choice -> choice.ofSite() ? choice : on(choice, server))
                        .toList());
    }

    private Section.Choice on(Section.Choice choice, String server) {
        State known = choice.state() == null
                ? onlyBad(server, choice.path())
                : worsened(choice.state(), server, choice.path());
        return new Section.Choice(choice.label(), choice.detail(), choice.path(), false, known);
    }

    /** What has no state of its own gets one only from something that is wrong there. */
    private @Nullable State onlyBad(String server, String path) {
        return Paths.component(path)
                .map(component -> states.notNormal(server, component))
                .filter(bad -> !bad.isEmpty())
                .map(bad -> State.worst(bad.stream().map(Condition::state)))
                .orElse(null);
    }

    private State worsened(State state, String server, String path) {
        return Paths.component(path)
                .map(component -> state.worst(states.of(server, component)))
                .orElse(state);
    }
}
