package org.hinoban.host;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A service that no service manager knows, defined by commands. Whether it runs is told by its processes: the one whose
 * number is in {@code pidfile}, or those whose command line the pattern {@code process} is found in (both: the one in the
 * file, if the pattern is found in it). Only where neither is given, the command {@code status} is asked each second.
 *
 * @param name the last segment of its component path, raw
 * @param start a line for {@code /bin/sh -c}; null if it cannot be started from here
 * @param stop a line for {@code /bin/sh -c}; null to end the main process by signal
 * @param status a line for {@code /bin/sh -c} that exits with 0 while the service runs
 * @param pidfile absolute
 * @param process a regular expression
 * @param log absolute; the file whose last lines are shown with a fault
 */
public record CommandService(
        String name,
        @Nullable String start,
        @Nullable String stop,
        @Nullable String status,
        @Nullable String pidfile,
        @Nullable String process,
        @Nullable String log) {
    /** The keys of {@link #of}. */
    public static final Set<String> KEYS = Set.of("start", "stop", "status", "pidfile", "process", "log");

    private static final int MAX_NAME = 200;

    /** @throws IllegalArgumentException if it does not make sense; the message is for the person who wrote it */
    public CommandService {
        if (name.isBlank() || name.length() > MAX_NAME || name.contains("/")) {
            throw new IllegalArgumentException("a service's name has 1 to " + MAX_NAME + " characters and no /");
        }
        if (pidfile == null && process == null && status == null) {
            throw new IllegalArgumentException(
                    "one of the keys pidfile, process and status must tell whether the service runs");
        }
        requireAbsolute("pidfile", pidfile);
        requireAbsolute("log", log);
        if (process != null) {
            try {
                Pattern.compile(process);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "process = " + process + " is no regular expression: " + e.getDescription(), e);
            }
        }
    }

    /**
     * A service from the values of its configuration, where an empty value is none.
     *
     * @throws IllegalArgumentException if a value does not make sense; the message is for the person who wrote it
     */
    public static CommandService of(String name, Map<String, String> values) {
        return new CommandService(
                name,
                value(values, "start"),
                value(values, "stop"),
                value(values, "status"),
                value(values, "pidfile"),
                value(values, "process"),
                value(values, "log"));
    }

    /** What its processes are known by. */
    public Optional<Pattern> processPattern() {
        return Optional.ofNullable(process).map(Pattern::compile);
    }

    private static @Nullable String value(Map<String, String> values, String key) {
        String value = values.getOrDefault(key, "").strip();
        return value.isEmpty() ? null : value;
    }

    private static void requireAbsolute(String key, @Nullable String path) {
        if (path != null && !path.startsWith("/")) {
            throw new IllegalArgumentException(key + " = " + path + " is not an absolute path");
        }
    }
}
