package org.hinoban.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * The life of a fault.
 *
 * @param id short, random and opaque; what mails link to
 * @param kind what is wrong now; it may have changed since the opening
 * @param occurred when it began, by the server's clock
 * @param received when the manager learned of it, by the database's clock
 * @param acknowledgedBy the user ID of who took it; null as long as nobody has
 * @param recovered when the component was normal again; null as long as it is not
 * @param log the last lines before the fault
 */
public record Incident(
        String id,
        String server,
        ComponentPath component,
        Kind kind,
        Map<String, String> arguments,
        Instant occurred,
        Instant received,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledged,
        @Nullable Instant recovered,
        List<LogLine> log) {
    public Incident {
        arguments = Map.copyOf(arguments);
        log = List.copyOf(log);
    }

    public boolean isOpen() {
        return recovered == null;
    }

    /** A part of what is said of it: {@code title}, {@code content} or {@code advice}. */
    public Text text(String part) {
        return kind.text(part, component.name(), arguments);
    }
}
