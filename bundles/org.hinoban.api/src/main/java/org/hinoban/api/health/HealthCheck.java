package org.hinoban.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** Looks whether one part of the manager is sound. Registered as a service with the properties of {@link HealthPart}. */
@ConsumerType
@FunctionalInterface
public interface HealthCheck {
    /**
     * Looks. Called on a thread of the core's, never twice at a time, not more often than {@link HealthPart#seconds()}
     * says. Who asks waits 3 s and goes by the last answer then; interruption, after 30 s, means that the patience is over.
     * What it throws makes the part abnormal.
     */
    Finding check() throws InterruptedException;
}
