package org.hinoban.host.internal.service;

import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.host.internal.LogSource;

/** What looks after services of one sort. */
public interface Operator {
    /** Whether a service is of this sort. */
    boolean has(String service);

    ServiceControl.Service service(String service, Deadline deadline) throws CapabilityException, InterruptedException;

    /** Carries a change out and returns when it is through. */
    void perform(ServiceControl.Change change, String service, Deadline deadline)
            throws CapabilityException, InterruptedException;

    LogSource log(String service);
}
