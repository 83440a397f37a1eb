package org.hinoban.drill;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Holds drills, one at a time. */
@ProviderType
public interface Drills {
    /** How long the chain may take to tell everybody before the drill has failed. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /** The longest time to practise: longer, and people get used to a red server. */
    Duration LONGEST_PRACTICE = Duration.ofMinutes(10);

    /**
     * Holds a drill and returns when it is over: after everybody was told and, if there is time to practise, after
     * somebody has repaired the practice fault or that time has passed. At most {@link #PATIENCE} twice and the practice.
     * The practice fault is gone then, or goes by itself as soon as the database is back.
     *
     * @param progress called on the caller's thread with each step once it is known
     * @throws RefusedException if it cannot begin
     * @throws InterruptedException if it is broken off; the practice fault goes then, too
     */
    Report hold(Order order, Progress progress) throws RefusedException, InterruptedException;

    /**
     * What is to be drilled.
     *
     * @param server the id of the server that pretends to have a fault
     * @param recipient the name of the only one to be told; empty for everybody
     * @param practice how long the fault stays after everybody was told, for somebody to repair it; mostly zero
     * @param user in whose name
     */
    record Order(String server, Optional<String> recipient, Duration practice, String user) {}

    /** Follows a drill. */
    @FunctionalInterface
    interface Progress {
        void step(Step step);
    }

    /** A drill cannot begin; the message says why and what to do. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        public RefusedException(String message) {
            super(message);
        }
    }
}
