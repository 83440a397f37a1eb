package org.hinoban.api.health;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.osgi.annotation.versioning.ProviderType;

/** The health and the measures of the manager itself. What does not answer in time holds nobody up. */
@ProviderType
public interface Vitals {
    /** Each part that can be looked at, by its name, as seen now or a moment ago. Waits at most 3 s for all of them. */
    List<Part> parts() throws InterruptedException;

    /** All measures in Prometheus' text format, version 0.0.4. Waits at most 2 s for each bundle that is stuck. */
    String metrics() throws InterruptedException;

    /** Whether a text is the token that measures may be read with from elsewhere. */
    boolean isToken(String text);

    /** What there is to say of the sign of life; empty if none is configured. */
    Optional<Text> signOfLife();

    /**
     * One part of the manager.
     *
     * @param state unknown if it does not answer
     */
    record Part(String name, State state, Text text) {
        public boolean isSound() {
            return state == State.NORMAL || state == State.WARNING;
        }
    }
}
