package org.hinoban.incident.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.incident.Condition;
import org.hinoban.incident.Incident;

/** What one transaction did, for the memory to follow once it is committed. */
final class Effects {
    /** A component of a server that is normal again. */
    record Cleared(String server, ComponentPath component) {}

    final Set<String> servers = new LinkedHashSet<>();
    /** {@link Condition} and {@link Cleared} in their order. */
    final List<Record> conditions = new ArrayList<>();

    final List<Incident> incidents = new ArrayList<>();
    int events;
}
