package org.hinoban.api.health;

import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;

/**
 * How a part is.
 *
 * @param state normal if it does its work; a warning if it does, and nobody could rely on it; abnormal if it does not
 * @param text what was seen, or what is wrong and what to try. No secrets: everybody who asks for the health reads it
 */
public record Finding(State state, Text text) {
    public static Finding sound(Text text) {
        return new Finding(State.NORMAL, text);
    }

    public static Finding doubtful(Text text) {
        return new Finding(State.WARNING, text);
    }

    public static Finding broken(Text text) {
        return new Finding(State.ABNORMAL, text);
    }
}
