package org.hinoban.navigation.internal;

import org.hinoban.access.Leases;
import org.hinoban.api.server.Servers;
import org.hinoban.audit.AuditLog;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;

/** The parts that opening and performing share. */
record Core(
        Registry registry,
        Foreign foreign,
        Measures measures,
        Servers servers,
        Leases leases,
        AuditLog audit,
        Incidents incidents,
        States states,
        Marks marks,
        Offers offers,
        ExecutionTable executions,
        Proving proving,
        Changes changes,
        Pace pace) {}
