package org.hinoban.host.internal.scan;

import java.time.Duration;
import org.hinoban.api.server.State;
import org.jspecify.annotations.Nullable;

/**
 * A state by thresholds on a figure that is worse the higher it is. It is left again only below a lower figure, and
 * changes only once it has been due for a while: what flutters around a threshold makes no noise.
 */
final class Level {
    /**
     * Where the states begin and end.
     *
     * @param back how far below the threshold a state is left
     * @param hold how long a change must be due
     */
    record Limits(double warning, double abnormal, double back, Duration hold) {}

    private final Limits limits;
    private State state = State.NORMAL;
    private @Nullable State due;
    private long dueSince;

    Level(Limits limits) {
        this.limits = limits;
    }

    State update(double figure, long now) {
        State next = next(figure);
        if (next == state) {
            due = null;
            return state;
        }
        if (next != due) {
            due = next;
            dueSince = now;
        }
        if (now - dueSince >= limits.hold.toNanos()) {
            state = next;
            due = null;
        }
        return state;
    }

    private State next(double figure) {
        if (figure >= limits.abnormal - (state == State.ABNORMAL ? limits.back : 0)) {
            return State.ABNORMAL;
        }
        boolean warned = state != State.NORMAL;
        return figure >= limits.warning - (warned ? limits.back : 0) ? State.WARNING : State.NORMAL;
    }
}
