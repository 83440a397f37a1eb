package org.hinoban.web.internal.listen;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.text.Text;

/** Says in time that the certificate ends: nobody reaches the pages from a phone afterwards. */
final class Expiry {
    /** Enough for somebody to be back from holidays and to get a new one. */
    private static final Duration EARLY = Duration.ofDays(14);

    private Expiry() {}

    /** @param end of the certificate that is served */
    static Optional<Notice> notice(Instant end) {
        Instant now = Instant.now();
        if (now.plus(EARLY).isBefore(end)) {
            return Optional.empty();
        }
        Text text = now.isAfter(end)
                ? Text.of(
                        Listening.PID,
                        "web.expired",
                        "The certificate of the pages ended {0}, and browsers refuse it: configure a new one, or make"
                                + " one with hinoban:tls --renew.",
                        end)
                : Text.of(
                        Listening.PID,
                        "web.expires",
                        "The certificate of the pages ends {0}: configure a new one, or make one with hinoban:tls"
                                + " --renew.",
                        end);
        return Optional.of(new Notice(text, true));
    }
}
