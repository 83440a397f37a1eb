package org.hinoban.notification.internal;

import java.time.Duration;
import java.util.List;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;

/**
 * What is configured for all recipients.
 *
 * @param withoutLog the names of the services whose log lines are in no message; {@code *} for all
 * @param giveUp for how long a message is tried before it is abandoned
 */
record Limits(List<String> withoutLog, Duration giveUp) {
    static final Limits DEFAULT = new Limits(List.of(), Duration.ofDays(2));

    private static final int MOST_HOURS = 24 * 30;

    Limits {
        withoutLog = List.copyOf(withoutLog);
    }

    static Limits read(Values values) throws BadValueException {
        int hours = values.number("give.up.hours", (int) DEFAULT.giveUp().toHours(), 1, MOST_HOURS);
        return new Limits(values.list("log.services.without"), Duration.ofHours(hours));
    }

    boolean showsLogOf(ComponentPath component) {
        return !withoutLog.contains("*")
                && !withoutLog.contains(component.name())
                && !withoutLog.contains(component.value());
    }
}
