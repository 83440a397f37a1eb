package org.hinoban.incident.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Observation.Changed;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Incidents and their event log over a real database file, and what a connector would report. */
abstract class OnIncidents {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final ComponentPath SHOP = ComponentPath.of("software", "service", "webshop");
    static final ComponentPath CPU = ComponentPath.of("hardware", "cpu", "0");
    static final ComponentPath VAR = ComponentPath.of("system", "filesystem", "/var");
    static final Kind GONE = new Kind("org.hinoban.incident", "service.gone", List.of("how", "process"));
    static final Kind FULL = new Kind("org.hinoban.incident", "filesystem.full", List.of("used", "free"));
    static final Kind RUNNING = new Kind("org.hinoban.incident", "service.running", List.of("process"));

    @TempDir
    Path folder;

    DatabaseOnFile file;
    Chronicle chronicle;
    Observatory observatory;
    Incidents incidents;
    EventLog events;
    States states;
    long sequence;

    @BeforeEach
    void start() {
        file = DatabaseOnFile.open(folder.resolve("hinoban.db"));
        chronicle = new Chronicle(file.of("org.hinoban.incident", Chronicle.class));
        observatory = new ReportObservatory(chronicle, new Reports());
        incidents = new IncidentRecord(chronicle);
        events = new StoredEventLog(chronicle);
        states = new CurrentStates(chronicle);
    }

    @AfterEach
    void stop() {
        chronicle.close();
        file.close();
    }

    void report(Observation observation) throws Exception {
        sequence++;
        observatory.accept(new Report("local/web01", "e", sequence, "web01", observation));
    }

    List<Event.Type> types() {
        return events.after(0, 1000).stream().map(Event::type).toList();
    }

    static Changed gone(String process) {
        return new Changed(
                SHOP,
                State.ABNORMAL,
                GONE,
                Map.of("how", "signal 9 (KILL)", "process", process),
                NOON,
                List.of(new LogLine(NOON, "last\\words"), new LogLine(null, "tab\tbed")));
    }

    static Changed running() {
        return new Changed(SHOP, State.NORMAL, RUNNING, Map.of("process", "7"), NOON.plusSeconds(9), List.of());
    }

    static Changed connection(State state, Kind kind) {
        return new Changed(ComponentPath.CONNECTION, state, kind, Map.of(), NOON, List.of());
    }

    static Changed filesystem(State state, String used) {
        return new Changed(VAR, state, FULL, Map.of("used", used, "free", "1 GB"), NOON, List.of());
    }
}
