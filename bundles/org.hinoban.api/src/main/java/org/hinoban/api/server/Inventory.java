package org.hinoban.api.server;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** The components of a server as its connector saw them last; reading them costs the server nothing. */
@ConsumerType
public non-sealed interface Inventory extends Capability {
    /** The components at or below a path, in the order of their paths; at most 5,000. */
    List<Component> components(ComponentPath below, Deadline deadline) throws CapabilityException, InterruptedException;

    /** What is known of one component, most important first; at most 50. Empty if there is no such component. */
    Optional<Detail> detail(ComponentPath component, Deadline deadline)
            throws CapabilityException, InterruptedException;

    /** A component and the facts about it. */
    record Detail(Component component, List<Fact> facts) {
        public Detail {
            facts = List.copyOf(facts);
        }
    }
}
