package org.hinoban.incident.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.store.DatabaseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether a fault that is reported now would be written down, and how many there are. */
@Component
@HealthPart(name = "event-log")
public final class IncidentVitals implements HealthCheck, MeasureSource {
    private static final String BUNDLE = "org.hinoban.incident";

    private final Chronicle chronicle;
    private final Reports reports;

    @Activate
    public IncidentVitals(@Reference Chronicle chronicle, @Reference Reports reports) {
        this.chronicle = chronicle;
        this.reports = reports;
    }

    @Override
    public Finding check() throws InterruptedException {
        try {
            long position = chronicle.selfCheck();
            return Finding.sound(Text.of(BUNDLE, "health.written", "Written and read back at position {0}", position));
        } catch (DatabaseException e) {
            return Finding.broken(Text.of(BUNDLE, "health.unwritten", "It cannot be written; see the database"));
        }
    }

    @Override
    public List<Measure> measures() {
        Board board = chronicle.board();
        List<Measure> measures = new ArrayList<>();
        measures.add(Measure.gauge(
                "hinoban_incidents_open",
                "Faults that are not over.",
                board.open().size()));
        measures.add(Measure.gauge(
                "hinoban_incidents_unacknowledged",
                "Faults that are not over and that nobody has taken.",
                board.open().stream()
                        .filter(incident -> incident.acknowledgedBy() == null)
                        .mapToInt(incident -> 1)
                        .sum()));
        measures.add(Measure.gauge(
                "hinoban_components_not_normal", "Components that are not normal, by their state.", byState(board)));
        measures.addAll(reports.measures());
        try {
            measures.add(Measure.counter(
                    "hinoban_events_total",
                    "Events in the event log.",
                    chronicle.read(Rows::last).doubleValue()));
        } catch (DatabaseException e) {
            // the others are known all the same
            return measures;
        }
        return measures;
    }

    private static List<Sample> byState(Board board) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (State state : List.of(State.WARNING, State.UNKNOWN, State.ABNORMAL)) {
            counts.put(state, 0);
        }
        board.servers()
                .values()
                .forEach(server ->
                        server.worstFirst().forEach(condition -> counts.merge(condition.state(), 1, Integer::sum)));
        return counts.entrySet().stream()
                .map(count -> Sample.of("state", count.getKey().name().toLowerCase(Locale.ROOT), count.getValue()))
                .toList();
    }
}
