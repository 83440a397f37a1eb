package org.hinoban.incident.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.Tally;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What connectors have reported in this run, counted. */
@Component(service = Reports.class)
public final class Reports {
    private static final String TAKEN = "taken";
    private static final String NOT_STORED = "not_stored";

    private final Tally tally = new Tally(
                    "hinoban_reports_total", "Reports of connectors by what became of them.", "outcome")
            .expect(TAKEN)
            .expect(NOT_STORED);
    private final Map<String, Long> lastMillis = new ConcurrentHashMap<>();

    @Activate
    public Reports() {}

    void taken(String source) {
        tally.count(TAKEN);
        lastMillis.put(source, System.currentTimeMillis());
    }

    void notStored() {
        tally.count(NOT_STORED);
    }

    List<Measure> measures() {
        Measure last = Measure.gauge(
                "hinoban_connector_last_report_timestamp_seconds",
                "When a connector reported last in this run, since 1970. A connector reports changes, so this may be old.",
                lastMillis.entrySet().stream()
                        .map(entry -> Sample.of("source", entry.getKey(), entry.getValue() / 1000.0))
                        .toList());
        return List.of(tally.measure(), last);
    }
}
