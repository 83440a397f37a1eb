package org.hinoban.api.menu;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes something. Registered as a service with the properties of {@link MenuAction}. The core has authorised the
 * person, taken the lease, seen that the state is still the one that it was decided on, and calls it once for each id.
 */
@ConsumerType
@FunctionalInterface
public interface Action {
    /**
     * Does it, on a thread of the core's, by the mandate's deadline; interruption means that the deadline has passed.
     *
     * @throws MenuException if it could not be done; its words are shown as they stand
     */
    ActionResult perform(ActionRequest request) throws MenuException, InterruptedException;
}
