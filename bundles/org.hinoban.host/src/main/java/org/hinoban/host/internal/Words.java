package org.hinoban.host.internal;

import java.time.Duration;
import java.util.Locale;
import org.hinoban.api.server.Fact;
import org.hinoban.api.text.Text;

/** The texts of this library, and sizes in the form that is the same in every language. */
public final class Words {
    private static final String BUNDLE = "org.hinoban.host";
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Words() {}

    public static Text text(String key, String english, Object... arguments) {
        return Text.of(BUNDLE, key, english, arguments);
    }

    public static Fact fact(String key, String english, Object value) {
        return new Fact(text("fact." + key, english), Text.plain(value.toString()));
    }

    public static Fact fact(String key, String english, Text value) {
        return new Fact(text("fact." + key, english), value);
    }

    /** Such as {@code 512 MiB} or {@code 1.5 GiB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String number = value < 10 && unit > 0 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, number, value) + " " + UNITS[unit];
    }

    /** Such as <i>3 d 4 h</i>, <i>2 h 5 min</i> or <i>12 min</i>. */
    public static Text duration(Duration duration) {
        if (duration.toDays() > 0) {
            return text("duration.days", "{0} d {1} h", duration.toDays(), duration.toHoursPart());
        }
        return duration.toHours() > 0
                ? text("duration.hours", "{0} h {1} min", duration.toHours(), duration.toMinutesPart())
                : text("duration.minutes", "{0} min", duration.toMinutes());
    }
}
