package org.hinoban.api.server;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What an administrator asks of a server first. */
@ConsumerType
public non-sealed interface SystemFacts extends Capability {
    /** Time since boot, load, use of memory: few enough for one line, each a few characters long. */
    List<Fact> summary(Deadline deadline) throws CapabilityException, InterruptedException;

    /** Operating system, kernel, processors and the like; at most 50. */
    List<Fact> facts(Deadline deadline) throws CapabilityException, InterruptedException;
}
