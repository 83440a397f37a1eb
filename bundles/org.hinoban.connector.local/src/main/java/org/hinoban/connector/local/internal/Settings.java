package org.hinoban.connector.local.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;
import org.hinoban.host.CommandService;
import org.hinoban.host.HostName;

/**
 * How this machine is watched.
 *
 * @param server the id
 * @param name what people call it
 */
record Settings(boolean enabled, String server, String name, Path root, Optional<Path> tools) {
    static final String PID = "org.hinoban.connector.local";
    static final String SERVICE_PID = "org.hinoban.connector.local.service";

    private static final Pattern ID = Pattern.compile(ManagedServer.ID_PATTERN);

    /** What holds without a configuration. */
    static Settings usual() {
        Path root = Path.of("/");
        return new Settings(true, id(HostName.of(root)), HostName.of(root), root, Optional.empty());
    }

    static Settings read(Values values) throws BadValueException {
        Path root = directory(values, "root").orElse(Path.of("/"));
        String name = HostName.of(root);
        Optional<String> id = values.get("server.id");
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            throw values.unusable("server.id");
        }
        return new Settings(
                values.choice("enabled", "true", List.of("true", "false")).equals("true"),
                id.orElse(id(name)),
                id.orElse(name),
                root,
                directory(values, "tools"));
    }

    /** A service that is defined by commands. */
    static CommandService service(Values values) throws BadValueException {
        for (String key : List.of("pidfile", "log")) {
            if (values.get(key).filter(path -> !path.startsWith("/")).isPresent()) {
                throw values.unusable(key);
            }
        }
        Optional<String> process = values.get("process");
        try {
            process.ifPresent(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw values.unusable("process");
        }
        if (values.get("pidfile").isEmpty()
                && process.isEmpty()
                && values.get("status").isEmpty()) {
            throw new BadValueException(Text.of(
                    PID,
                    "config.undetectable",
                    "{0}: one of pidfile, process and status must tell whether the service runs",
                    values.file()));
        }
        try {
            return CommandService.of(values.name(), values.raw());
        } catch (IllegalArgumentException e) {
            throw new BadValueException(Text.of(
                    PID, "config.unusable", "{0} cannot be used: {1}", values.file(), String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Path> directory(Values values, String key) throws BadValueException {
        try {
            Optional<Path> path = values.get(key).map(Path::of);
            if (path.filter(one -> !one.isAbsolute() || !Files.isDirectory(one)).isPresent()) {
                throw values.unusable(key);
            }
            return path;
        } catch (InvalidPathException e) {
            throw values.unusable(key);
        }
    }

    /** A host name made fit for an id. */
    static String id(String hostName) {
        String fit = hostName.toLowerCase(Locale.ROOT)
                .replaceFirst("\\..*", "")
                .replaceAll("[^a-z0-9_-]", "-")
                .replaceFirst("^[^a-z0-9]+", "");
        String cut = fit.length() > 63 ? fit.substring(0, 63) : fit;
        return ID.matcher(cut).matches() ? cut : "localhost";
    }
}
