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
 * @param giveUp after how long a message that no server took is abandoned
 * @param keep how long the rows of messages are kept whose incident is over
 */
record Limits(List<String> withoutLog, Duration giveUp, Duration keep) {
    static final Limits DEFAULT = new Limits(List.of(), Duration.ofDays(2), Duration.ofDays(30));

    private static final int MOST_HOURS = 24 * 30;
    private static final int MOST_DAYS = 3_650;

    Limits {
        withoutLog = List.copyOf(withoutLog);
    }

    static Limits read(Values values) throws BadValueException {
        int hours = values.number("give.up.hours", (int) DEFAULT.giveUp().toHours(), 1, MOST_HOURS);
        int days = values.number("keep.days", (int) DEFAULT.keep().toDays(), 1, MOST_DAYS);
        return new Limits(values.list("log.services.without"), Duration.ofHours(hours), Duration.ofDays(days));
    }

    boolean showsLogOf(ComponentPath component) {
        return !withoutLog.contains("*")
                && !withoutLog.contains(component.name())
                && !withoutLog.contains(component.value());
    }
}
