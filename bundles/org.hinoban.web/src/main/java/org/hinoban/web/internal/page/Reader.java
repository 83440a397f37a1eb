package org.hinoban.web.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;

/** Puts texts and times as one reader knows them: in a language and a time zone. */
public final class Reader {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

    private final Localizer localizer;
    private final Words words;
    private final ZoneId zone;

    public Reader(Localizer localizer, Locale language, ZoneId zone) {
        this.localizer = localizer;
        this.words = Words.of(language);
        this.zone = zone;
    }

    public Words words() {
        return words;
    }

    /** An instant is shown as all times of a page are: short if it is of today, and in a sentence to the minute. */
    public String say(Text text) {
        if (text.key().isEmpty() && text.arguments().isEmpty()) {
            return near(text.english(), this::clockAndZone);
        }
        Function<Instant, String> clock = text.key().isEmpty() ? this::clockAndZone : this::minute;
        List<String> arguments =
                text.arguments().stream().map(one -> near(one, clock)).toList();
        return localizer.render(new Text(text.bundle(), text.key(), arguments, text.english()), words.locale(), zone);
    }

    private static String near(String text, Function<Instant, String> clock) {
        int length = text.length();
        if (length < 20 || length > 30 || text.charAt(length - 1) != 'Z' || text.charAt(10) != 'T') {
            return text;
        }
        try {
            return clock.apply(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** The time of day to the second, with the date if it is not today's. */
    public String clock(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return (isToday(time) ? CLOCK : DAY).format(time);
    }

    /** The time of day to the minute, with the date if it is not today's. */
    public String minute(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return (isToday(time) ? MINUTE : DAY).format(time);
    }

    /** As {@link #clock}, with the zone. */
    public String clockAndZone(Instant instant) {
        return clock(instant) + " " + ZONE.format(instant.atZone(zone));
    }

    /** How long something took or lasts: one unit below a minute and above an hour, <i>3 min</i>, <i>0.8 s</i>. */
    public String span(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 95) {
            return words.get("span.seconds", millis / 1000.0);
        }
        if (millis < 10_000) {
            return words.get("span.seconds", Math.round(millis / 100.0) / 10.0);
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return words.get("span.seconds", seconds);
        }
        if (seconds < 3600) {
            return words.get("span.minutes", seconds / 60);
        }
        if (seconds < 2 * 86_400) {
            return words.get("span.hours", seconds / 3600);
        }
        return words.get("span.days", seconds / 86_400);
    }

    /** How long somebody has to wait, in whole seconds, so that it is over when they have passed. */
    public String waiting(Duration remaining) {
        return span(Duration.ofSeconds(Math.max(1, remaining.plusMillis(999).toSeconds())));
    }

    /** How long ago something was, from now on the manager's clock. */
    public String ago(Instant instant) {
        Duration duration = Duration.between(instant, Instant.now());
        return span(
                duration.compareTo(Duration.ofSeconds(1)) < 0 ? duration : duration.truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean isToday(ZonedDateTime time) {
        return time.toLocalDate().equals(LocalDate.now(zone));
    }
}
