package org.hinoban.incident;

import java.time.Instant;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the event log.
 *
 * @param position its place in the order of commits, 1, 2, 3 …
 * @param incident the id of the incident that it belongs to; null if to none
 * @param state the state of the component from then on
 * @param occurred by the clock of the server, or of the manager for what happened there
 * @param received by the database's clock
 */
public record Event(
        long position,
        Type type,
        @Nullable String incident,
        String server,
        ComponentPath component,
        State state,
        Kind kind,
        Map<String, String> arguments,
        Instant occurred,
        Instant received) {
    /** What an event means for its incident. */
    public enum Type {
        /** A fault opened the incident. */
        OPENED,
        /** The component is still abnormal, but of another kind or with other arguments; or its state changed without an incident. */
        CHANGED,
        /** Somebody took it. */
        ACKNOWLEDGED,
        /** The component is normal again. */
        RECOVERED,
        /** Worth an entry in the timeline. */
        NOTED
    }

    public Event {
        arguments = Map.copyOf(arguments);
    }

    /** A part of what is said of it: {@code title}, {@code content} or {@code advice}. */
    public Text text(String part) {
        return kind.text(part, component.name(), arguments);
    }
}
