package org.hinoban.notification.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;

/** Words, times and durations as one recipient reads them. */
final class Wording {
    static final String BUNDLE = "org.hinoban.notification";

    private final Localizer localizer;
    private final Recipient recipient;

    Wording(Localizer localizer, Recipient recipient) {
        this.localizer = localizer;
        this.recipient = recipient;
    }

    Locale language() {
        return recipient.language();
    }

    /** A text of this bundle. */
    String say(String key, String english, Object... arguments) {
        return say(Text.of(BUNDLE, key, english, arguments));
    }

    String say(Text text) {
        return localizer.render(text, recipient.language(), recipient.zone());
    }

    /** To the second, with the zone's name and distance. */
    String full(Instant time) {
        return format("uuuu-MM-dd HH:mm:ss z (xxx)", time);
    }

    /** As short as a lock screen wants it. */
    String brief(Instant time) {
        return format("HH:mm z", time);
    }

    private String format(String pattern, Instant time) {
        ZonedDateTime local = time.atZone(recipient.zone());
        // the Japanese name of a zone is long and needs no translation
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
    }

    String lasted(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return say("duration.seconds", "{0} s", seconds);
        }
        if (seconds < 3_600) {
            return say("duration.minutes", "{0} min", seconds / 60);
        }
        if (seconds < 86_400) {
            return say("duration.hours", "{0} h {1} min", seconds / 3_600, seconds % 3_600 / 60);
        }
        return say("duration.days", "{0} d {1} h", seconds / 86_400, seconds % 86_400 / 3_600);
    }
}
