package org.hinoban.host.internal.systemd;

import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.State;

/** What a unit's state means. */
record Verdict(State state, Kind kind, Map<String, String> arguments) {}
