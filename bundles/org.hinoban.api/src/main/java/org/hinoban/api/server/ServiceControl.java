package org.hinoban.api.server;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** The services of a server, of its service manager as well as those defined by commands. */
@ConsumerType
public non-sealed interface ServiceControl extends Capability {
    /**
     * One service, asked afresh.
     *
     * @param service the raw name, the last segment of {@code software/service/NAME}
     */
    Service service(String service, Deadline deadline) throws CapabilityException, InterruptedException;

    /**
     * Carries out one change and returns when the service manager says that it is through, which proves nothing yet.
     *
     * @return the service as it is then
     * @throws CapabilityException of kind {@code REFUSED} if the mandate's token is stale or the service manager will
     *     not; {@code FAILED} with the service manager's words if the command failed
     */
    Service perform(Change change, String service, Mandate mandate) throws CapabilityException, InterruptedException;

    /**
     * The service's log, oldest line first.
     *
     * @param before only lines before this moment; null for the latest
     * @param maxLines 1 to 1,000
     */
    List<LogLine> log(String service, @Nullable Instant before, int maxLines, Deadline deadline)
            throws CapabilityException, InterruptedException;

    /** What can be done to a service. */
    enum Change {
        START,
        STOP,
        RESTART
    }

    /**
     * A service at one moment.
     *
     * @param name the raw name, without {@code .service}
     * @param activity the service manager's own word: {@code active}, {@code failed}, {@code inactive}, and so on
     * @param process the main process; 0 if there is none
     * @param possible the changes that the service allows now
     */
    record Service(
            String name,
            State state,
            String activity,
            long process,
            @Nullable Instant since,
            List<Change> possible,
            List<Fact> facts) {
        public Service {
            possible = List.copyOf(possible);
            facts = List.copyOf(facts);
        }
    }
}
