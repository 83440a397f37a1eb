package org.hinoban.host.internal.scan;

import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;

/**
 * One component as a detector read it.
 *
 * @param lasting whether it is missed when it is gone
 */
record Reading(
        ComponentPath path,
        Text label,
        Text detail,
        State state,
        Kind kind,
        Map<String, String> arguments,
        List<Fact> facts,
        boolean lasting) {
    static Reading normal(ComponentPath path, Text label, Text detail, List<Fact> facts, boolean lasting) {
        return new Reading(path, label, detail, State.NORMAL, Kinds.COMPONENT_NORMAL, Map.of(), facts, lasting);
    }

    /** The same component in another state. */
    Reading but(State newState, Kind newKind, Map<String, String> newArguments) {
        return new Reading(path, label, detail, newState, newKind, newArguments, facts, lasting);
    }
}
