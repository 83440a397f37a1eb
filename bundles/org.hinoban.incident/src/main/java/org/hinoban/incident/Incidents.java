package org.hinoban.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Incidents, open and past. */
@ProviderType
public interface Incidents {
    Optional<Incident> find(String id);

    /** The open ones, newest first. From memory. */
    List<Incident> open();

    /**
     * Open and past ones, newest first.
     *
     * @param before only those received before this; null for the newest
     */
    List<Incident> latest(@Nullable Instant before, int max);

    /**
     * Past ones, newest first.
     *
     * @param before only those received before this; null for the newest
     */
    List<Incident> past(@Nullable Instant before, int max);

    /** What happened in the course of an incident and, within an hour before it, to its component; oldest first, at most 200. */
    List<Event> timeline(Incident incident);

    /** The latest events of one component, newest first. */
    List<Event> history(String server, ComponentPath component, int max);

    /**
     * Says that somebody takes it.
     *
     * @return who has it now: somebody else if that one was first; empty if there is no such open incident
     */
    Optional<String> acknowledge(String id, String user);

    /**
     * Adds an entry to an incident's timeline.
     *
     * @param key the same key of the same incident is written once
     */
    void note(String incident, String key, Kind kind, Map<String, String> arguments, Instant occurred);
}
