package org.hinoban.incident.internal;

import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.store.DatabaseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores what connectors report, once. */
@Component
public final class ReportObservatory implements Observatory {
    private static final int MAX_SOURCE_LENGTH = 200;
    private static final int MAX_EPOCH_LENGTH = 100;

    private final Chronicle chronicle;
    private final Reports reports;

    @Activate
    public ReportObservatory(@Reference Chronicle chronicle, @Reference Reports reports) {
        this.chronicle = chronicle;
        this.reports = reports;
    }

    @Override
    public void accept(Report report) throws NotStoredException, InterruptedException {
        check(report);
        try {
            chronicle.write(judgement -> {
                judgement.take(report);
                return report;
            });
            reports.taken(report.source());
        } catch (DatabaseException e) {
            reports.notStored();
            throw new NotStoredException("Not stored: " + e.getMessage(), e);
        }
    }

    private static void check(Report report) {
        if (!report.server().matches(ManagedServer.ID_PATTERN)
                || report.source().isEmpty()
                || report.source().length() > MAX_SOURCE_LENGTH
                || report.epoch().isEmpty()
                || report.epoch().length() > MAX_EPOCH_LENGTH
                || report.sequence() < 1) {
            throw new IllegalArgumentException("A report's server, source, epoch or sequence is out of bounds");
        }
        if (report.observation() instanceof Observation.Whole whole
                && whole.notNormal().size() > Judgement.MAX_CONDITIONS) {
            throw new IllegalArgumentException("A report lists more than " + Judgement.MAX_CONDITIONS + " components");
        }
    }
}
