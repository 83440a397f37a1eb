package org.hinoban.audit;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The record of what people did: only appended to, until what is old is forgotten. */
@ProviderType
public interface AuditLog {
    /** Appends; forced to disk when this returns. The time is the database's. */
    void record(Deed deed);

    /**
     * The latest, newest first.
     *
     * @param before only those with a lower number; {@link Long#MAX_VALUE} for the newest
     * @param about only those whose user or server begins with it; empty for all
     * @param max at most 1,000
     */
    List<Entry> latest(long before, String about, int max);

    /**
     * What was done.
     *
     * @param user the user ID; {@code -} if nobody was logged in
     * @param client the address that it came from
     * @param what {@code login}, {@code logout}, {@code acknowledge} or the path of an action
     * @param server empty if it is about none
     * @param id the action's id; empty if it has none
     * @param result a word such as {@code done}, {@code refused}, {@code wrong}
     */
    record Deed(String user, String client, String what, String server, String id, String result) {}

    /** @param number grows by one with each deed */
    record Entry(long number, Instant at, Deed deed) {}
}
