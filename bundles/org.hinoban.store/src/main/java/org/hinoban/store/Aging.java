package org.hinoban.store;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** Rows that nobody misses once they are old: a service of the bundle whose rows they are. */
@ConsumerType
@FunctionalInterface
public interface Aging {
    /**
     * Deletes some that are older than this, in a transaction so short that nobody waits for it. Never what belongs to
     * something that is not over, or what somebody has still to read. Called on a thread of its own, again and again.
     *
     * @return how many; 0 if none is left
     */
    int forget(Duration age);
}
