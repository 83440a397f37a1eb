package org.hinoban.api.server;

import java.util.Locale;
import java.util.stream.Stream;

/** How a component is. The order of the constants is that of severity, least first. */
public enum State {
    /** As it should be. */
    NORMAL,
    /** Past a first threshold; nobody is woken. */
    WARNING,
    /** Not observed, or the server does not answer. */
    UNKNOWN,
    /** Faulted. The only state that is shown in reverse video. */
    ABNORMAL;

    /** The worst of two, in the order abnormal, unknown, warning, normal. */
    public State worst(State other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The worst of many; {@link #NORMAL} if there are none. */
    public static State worst(Stream<State> states) {
        return states.reduce(NORMAL, State::worst);
    }

    /** The word for HTML attributes, JSON and configuration: {@code normal}, {@code warning} and so on. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no state has this {@link #word()} */
    public static State ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
