package org.hinoban.notification.mail.internal;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;

/**
 * A mail server that takes mails for us.
 *
 * @param passwordFile read for each mail, so that a new password needs nothing else
 * @param authorities a PEM file with certificates that are trusted besides those that Java trusts
 * @param builtIn whether its mails stay here, so that it is no replacement for another route
 */
record Route(
        String name,
        String host,
        int port,
        Security security,
        Optional<String> user,
        Optional<Path> passwordFile,
        Optional<Path> authorities,
        Optional<InternetAddress> from,
        int order,
        boolean builtIn) {
    static final Comparator<Route> ORDER = Comparator.comparingInt(Route::order).thenComparing(Route::name);

    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    static Route read(Values values) throws BadValueException {
        Security security = switch (values.choice("security", "starttls", List.of("none", "starttls", "tls"))) {
            case "none" -> Security.NONE;
            case "tls" -> Security.TLS;
            default -> Security.STARTTLS;
        };
        int usualPort = switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
        };
        Optional<String> user = values.get("user");
        if (user.isPresent()) {
            values.required("password.file");
        }
        return new Route(
                values.name(),
                values.required("host"),
                values.number("port", usualPort, 1, 65_535),
                security,
                user,
                path(values, "password.file"),
                path(values, "ca.file"),
                from(values),
                values.number("order", 100, 0, 1_000_000),
                values.get("builtin").map(Boolean::parseBoolean).orElse(false));
    }

    /** The address in {@code from}, with a name for people if it has none. */
    static Optional<InternetAddress> from(Values values) throws BadValueException {
        Optional<String> from = values.get("from");
        if (from.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InternetAddress(from.get(), true));
        } catch (AddressException e) {
            throw values.unusable("from");
        }
    }

    private static Optional<Path> path(Values values, String key) throws BadValueException {
        try {
            return values.get(key).map(Path::of);
        } catch (InvalidPathException e) {
            throw values.unusable(key);
        }
    }
}
