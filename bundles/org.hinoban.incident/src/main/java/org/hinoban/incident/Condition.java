package org.hinoban.incident;

import java.time.Instant;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/** A component that is not normal, and why. */
public record Condition(
        String server,
        ComponentPath component,
        State state,
        Kind kind,
        Map<String, String> arguments,
        Instant since,
        @Nullable String incident) {
    public Condition {
        arguments = Map.copyOf(arguments);
    }

    /** The same, seen in another state. */
    public Condition in(State other) {
        return new Condition(server, component, other, kind, arguments, since, incident);
    }

    /** A part of what is said of it: {@code title}, {@code content} or {@code advice}. */
    public Text text(String part) {
        return kind.text(part, component.name(), arguments);
    }
}
