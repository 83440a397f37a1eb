package org.hinoban.host.internal.service;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.CapabilityException.Reason;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.Mandate;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.host.internal.Baseline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of a host, whoever manages them. Guards the changes: no stale token, nothing twice. */
public final class HostServices implements ServiceControl {
    private static final Logger LOG = LoggerFactory.getLogger(HostServices.class);
    private static final String TOKEN = "fencing-token";
    private static final int REMEMBERED = 200;
    private static final int MAX_LINES = 1000;

    private final List<Operator> operators;
    private final Baseline baseline;
    /** The mandates carried out last. Guarded by this, as is the highest token in the baseline. */
    private final Map<String, Boolean> done = new LinkedHashMap<>();

    /** @param operators the first that has a service looks after it */
    public HostServices(List<Operator> operators, Baseline baseline) {
        this.operators = List.copyOf(operators);
        this.baseline = baseline;
    }

    @Override
    public Service service(String service, Deadline deadline) throws CapabilityException, InterruptedException {
        return operator(service).service(service, deadline);
    }

    @Override
    public Service perform(Change change, String service, Mandate mandate)
            throws CapabilityException, InterruptedException {
        Operator operator = operator(service);
        if (admit(mandate)) {
            LOG.info("{} of {} for {}", change, service, mandate.operator());
            operator.perform(change, service, mandate.deadline());
        }
        return operator.service(service, mandate.deadline());
    }

    /** Whether a mandate is to be carried out: not if it has been already. */
    private synchronized boolean admit(Mandate mandate) throws CapabilityException {
        long highest = baseline.get(TOKEN).map(Long::parseLong).orElse(0L);
        if (mandate.fencingToken() < highest) {
            throw new CapabilityException(
                    Reason.REFUSED, "The right to operate this server has gone to somebody else meanwhile");
        }
        baseline.put(TOKEN, Long.toString(mandate.fencingToken()));
        if (done.putIfAbsent(mandate.id(), true) != null) {
            return false;
        }
        if (done.size() > REMEMBERED) {
            done.remove(done.keySet().iterator().next());
        }
        return true;
    }

    @Override
    public List<LogLine> log(String service, @Nullable Instant before, int maxLines, Deadline deadline)
            throws CapabilityException, InterruptedException {
        if (maxLines < 1 || maxLines > MAX_LINES) {
            throw new IllegalArgumentException("1 to " + MAX_LINES + " lines, not " + maxLines);
        }
        return operator(service).log(service).read(before, maxLines, deadline);
    }

    private Operator operator(String service) throws CapabilityException {
        for (Operator operator : operators) {
            if (operator.has(service)) {
                return operator;
            }
        }
        throw new CapabilityException(Reason.NOT_FOUND, "There is no service " + service);
    }
}
