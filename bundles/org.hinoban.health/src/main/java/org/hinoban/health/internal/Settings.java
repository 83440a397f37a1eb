package org.hinoban.health.internal;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;

/**
 * What is configured.
 *
 * @param url where signs of life go. Its path is mostly a secret: only its host is shown or logged
 * @param interval between two of them
 * @param tokenFile holds the token that measures may be read with from elsewhere
 */
record Settings(Optional<URI> url, Duration interval, Optional<Path> tokenFile) {
    static final Settings USUAL = new Settings(Optional.empty(), Duration.ofSeconds(60), Optional.empty());

    private static final String URL = "deadman.url";
    private static final String SECONDS = "deadman.seconds";
    private static final String TOKEN = "metrics.token.file";
    private static final int MOST_SECONDS = 3_600;

    static Settings read(Values values) throws BadValueException {
        int seconds = values.number(SECONDS, (int) USUAL.interval().toSeconds(), 1, MOST_SECONDS);
        return new Settings(url(values), Duration.ofSeconds(seconds), file(values));
    }

    private static Optional<URI> url(Values values) throws BadValueException {
        Optional<String> url = values.get(URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(url.get());
            boolean known = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (known && uri.getHost() != null && uri.getUserInfo() == null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // said below, like a URL of another kind
        }
        // without the value, for whoever knows it can send signs of life in our name
        throw new BadValueException(Text.of(
                Watch.BUNDLE,
                "deadman.url.bad",
                "{0}: {1} is not a URL that begins with http:// or https:// and has a host",
                values.file(),
                URL));
    }

    private static Optional<Path> file(Values values) throws BadValueException {
        try {
            return values.get(TOKEN).map(Path::of);
        } catch (InvalidPathException e) {
            throw values.unusable(TOKEN);
        }
    }
}
