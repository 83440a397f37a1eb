package org.hinoban.api.fault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;

/** Something that was seen on a server. */
public sealed interface Observation {
    /**
     * A component came into a state. {@link State#ABNORMAL} is a fault and opens an incident unless one is open for the
     * component; {@link State#NORMAL} ends it.
     *
     * @param arguments the values of the kind's parameters; each at most 500 characters
     * @param occurred by the clock of the server
     * @param log the last lines before, oldest first; at most {@value #MAX_LOG_LINES}. Only for a fault
     */
    record Changed(
            ComponentPath component,
            State state,
            Kind kind,
            Map<String, String> arguments,
            Instant occurred,
            List<LogLine> log)
            implements Observation {
        public static final int MAX_LOG_LINES = 20;

        public Changed {
            arguments = Map.copyOf(arguments);
            log = List.copyOf(log);
        }
    }

    /** Worth an entry in the timeline, not a mail: a restart that held, a stop that was asked for. */
    record Noted(ComponentPath component, Kind kind, Map<String, String> arguments, Instant occurred)
            implements Observation {
        public Noted {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * All that the source sees of the server: what it has told and does not list is normal. Sent when a connection begins,
     * so that what changed in between is found. A component is that source's which told of it last.
     */
    record Whole(List<Changed> notNormal, Instant occurred) implements Observation {
        public Whole {
            notNormal = List.copyOf(notNormal);
        }
    }
}
