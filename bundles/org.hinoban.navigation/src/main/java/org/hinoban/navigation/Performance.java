package org.hinoban.navigation;

import org.hinoban.access.Leases.Lease;
import org.hinoban.api.server.State;

/** What became of an attempt. */
public sealed interface Performance {
    /** It was begun, now or by an earlier attempt with the same id, and the action itself has ended or takes its time. */
    record Begun(Execution execution) implements Performance {}

    /** It asks first. */
    record Confirm(OfferedAction action) implements Performance {}

    /** The component is no longer in the state that it was decided on. */
    record Changed(OfferedAction action, State now) implements Performance {}

    /** Somebody else operates the server. */
    record Held(Lease lease) implements Performance {}

    /** Somebody else operated the server since the form was drawn. */
    record Stale(OfferedAction action) implements Performance {}

    /** It did not come to it. */
    record Not(Outcome outcome) implements Performance {}
}
