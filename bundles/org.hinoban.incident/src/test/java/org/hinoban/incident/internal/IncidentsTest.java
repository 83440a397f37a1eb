package org.hinoban.incident.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Observation.Changed;
import org.hinoban.api.fault.Observation.Noted;
import org.hinoban.api.fault.Observation.Whole;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.DrillFault;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncidentsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ComponentPath SHOP = ComponentPath.of("software", "service", "webshop");
    private static final ComponentPath CPU = ComponentPath.of("hardware", "cpu", "0");
    private static final ComponentPath VAR = ComponentPath.of("system", "filesystem", "/var");
    private static final Kind GONE = new Kind("org.hinoban.incident", "service.gone", List.of("how", "process"));
    private static final Kind FULL = new Kind("org.hinoban.incident", "filesystem.full", List.of("used", "free"));
    private static final Kind RUNNING = new Kind("org.hinoban.incident", "service.running", List.of("process"));

    @TempDir
    Path folder;

    private DatabaseOnFile file;
    private Chronicle chronicle;
    private Observatory observatory;
    private Incidents incidents;
    private EventLog events;
    private States states;
    private long sequence;

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

    @Test
    void opensOneIncidentForAFault() throws Exception {
        report(gone("4711"));
        report(gone("4711"));

        assertThat(incidents.open()).hasSize(1);
        Incident incident = incidents.open().get(0);
        assertThat(incident.id()).matches("[2-9a-z]{10}");
        assertThat(incident.arguments()).containsEntry("process", "4711");
        assertThat(incident.log()).containsExactly(new LogLine(NOON, "last\\words"), new LogLine(null, "tab bed"));
        assertThat(incidents.find(incident.id())).contains(incident);
        assertThat(types()).containsExactly(Event.Type.OPENED);
        assertThat(states.of("web01")).isEqualTo(State.ABNORMAL);
        assertThat(states.of("web01", ComponentPath.of("software"))).isEqualTo(State.ABNORMAL);
        assertThat(states.of("web01", ComponentPath.of("hardware"))).isEqualTo(State.NORMAL);
        assertThat(states.of("web01", ComponentPath.of("software", "service"))).isEqualTo(State.ABNORMAL);
        assertThat(states.condition("web01", SHOP).orElseThrow().incident()).isEqualTo(incident.id());
    }

    @Test
    void takesAReportReceivedTwiceAsOne() throws Exception {
        Report report = new Report("local/web01", "e1", 1, "web01", gone("1"));
        observatory.accept(report);
        observatory.accept(new Report("local/web01", "e1", 2, "web01", running()));
        observatory.accept(report);

        assertThat(incidents.open()).isEmpty();
        assertThat(types()).containsExactly(Event.Type.OPENED, Event.Type.RECOVERED);
    }

    @Test
    void changesTheOpenIncidentAndKeepsItsBeginning() throws Exception {
        report(gone("1"));
        report(gone("2"));

        assertThat(types()).containsExactly(Event.Type.OPENED, Event.Type.CHANGED);
        assertThat(incidents.open()).hasSize(1);
        assertThat(incidents.open().get(0).arguments()).containsEntry("process", "2");
    }

    @Test
    void keepsARecoveredIncidentAndOpensANewOneTheNextTime() throws Exception {
        report(gone("1"));
        String first = incidents.open().get(0).id();
        report(running());
        assertThat(incidents.open()).isEmpty();
        assertThat(incidents.find(first).orElseThrow().recovered()).isEqualTo(NOON.plusSeconds(9));
        assertThat(states.of("web01")).isEqualTo(State.NORMAL);

        report(gone("2"));
        assertThat(incidents.open()).extracting(Incident::id).doesNotContain(first);
        assertThat(incidents.latest(null, 10))
                .extracting(Incident::id)
                .hasSize(2)
                .endsWith(first);
        assertThat(incidents.latest(incidents.open().get(0).received(), 10))
                .extracting(Incident::id)
                .containsExactly(first);
        assertThat(incidents.past(null, 10)).extracting(Incident::id).containsExactly(first);
        assertThat(incidents.past(incidents.past(null, 1).get(0).received(), 10))
                .isEmpty();
    }

    @Test
    void opensNoIncidentForAWarningAndEndsOneByIt() throws Exception {
        report(filesystem(State.WARNING, "86 %"));
        assertThat(incidents.open()).isEmpty();
        report(filesystem(State.ABNORMAL, "96 %"));
        assertThat(incidents.open()).hasSize(1);
        report(filesystem(State.WARNING, "88 %"));

        assertThat(incidents.open()).isEmpty();
        assertThat(types()).containsExactly(Event.Type.CHANGED, Event.Type.OPENED, Event.Type.RECOVERED);
        assertThat(states.of("web01")).isEqualTo(State.WARNING);
    }

    @Test
    void keepsTheIncidentOfAComponentThatNobodySees() throws Exception {
        report(filesystem(State.ABNORMAL, "96 %"));
        report(filesystem(State.UNKNOWN, "96 %"));
        assertThat(incidents.open()).hasSize(1);
        report(filesystem(State.ABNORMAL, "96 %"));

        assertThat(incidents.open()).hasSize(1);
        assertThat(types()).containsExactly(Event.Type.OPENED, Event.Type.CHANGED, Event.Type.CHANGED);
    }

    @Test
    void closesAndOpensWhatAFullReportSays() throws Exception {
        report(gone("1"));
        report(new Whole(List.of(filesystem(State.ABNORMAL, "96 %")), NOON.plusSeconds(60)));

        assertThat(types()).containsExactly(Event.Type.OPENED, Event.Type.RECOVERED, Event.Type.OPENED);
        assertThat(incidents.open()).extracting(Incident::component).containsExactly(VAR);
        assertThat(states.notNormal("web01")).extracting(Condition::component).containsExactly(VAR);
    }

    @Test
    void aFullReportSpeaksForItsOwnSourceAlone() throws Exception {
        report(gone("1"));
        observatory.accept(new Report("drill/web01", "d", 1, "web01", filesystem(State.ABNORMAL, "96 %")));

        observatory.accept(new Report("drill/web01", "d", 2, "web01", new Whole(List.of(), NOON)));
        assertThat(incidents.open()).extracting(Incident::component).containsExactly(SHOP);

        observatory.accept(new Report("drill/web01", "d", 3, "web01", gone("1")));
        report(new Whole(List.of(), NOON));
        // Told last by the other source, although nothing changed.
        assertThat(incidents.open()).extracting(Incident::component).containsExactly(SHOP);
        report(running());
        assertThat(incidents.open()).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsAbnormalAndAllElseOfItUnknown() throws Exception {
        Kind away = new Kind("org.hinoban.incident", "connection.lost", List.of());
        report(gone("1"));
        List<Condition> before = states.notNormal("web01");
        observatory.accept(new Report("agent/web01", "a", 1, "web01", connection(State.ABNORMAL, away)));

        assertThat(states.of("web01")).isEqualTo(State.ABNORMAL);
        assertThat(states.of("web01", ComponentPath.CONNECTION)).isEqualTo(State.ABNORMAL);
        assertThat(states.of("web01", ComponentPath.of("system"))).isEqualTo(State.ABNORMAL);
        assertThat(states.of("web01", ComponentPath.of("hardware"))).isEqualTo(State.UNKNOWN);
        assertThat(states.of("web01", ComponentPath.of("system", "filesystem"))).isEqualTo(State.UNKNOWN);
        assertThat(states.of("web01", SHOP)).isEqualTo(State.UNKNOWN);
        assertThat(states.notNormal("web01"))
                .extracting(Condition::component, Condition::state)
                .containsExactly(tuple(ComponentPath.CONNECTION, State.ABNORMAL), tuple(SHOP, State.UNKNOWN));
        assertThat(incidents.open()).hasSize(2);

        observatory.accept(new Report("agent/web01", "a", 2, "web01", connection(State.NORMAL, away)));

        assertThat(states.notNormal("web01")).isEqualTo(before);
        assertThat(states.of("web01", ComponentPath.of("hardware"))).isEqualTo(State.NORMAL);
    }

    @Test
    void knowsNoStateOfAServerBeforeItsFirstReport() throws Exception {
        assertThat(states.of("web01")).isEqualTo(State.UNKNOWN);
        report(new Whole(List.of(), NOON));
        assertThat(states.of("web01")).isEqualTo(State.NORMAL);
        assertThat(states.of("web02")).isEqualTo(State.UNKNOWN);
    }

    @Test
    void putsANoteIntoTheTimelineOfTheOpenIncident() throws Exception {
        Kind held = new Kind("org.hinoban.incident", "service.held", List.of("count"));
        report(new Noted(SHOP, held, Map.of("count", "1"), NOON));
        report(gone("1"));
        report(new Noted(SHOP, held, Map.of("count", "2"), NOON));
        Incident incident = incidents.open().get(0);
        incidents.note(incident.id(), "mail/1", new Kind("m", "mail.accepted", List.of("to")), Map.of("to", "a"), NOON);
        incidents.note(incident.id(), "mail/1", new Kind("m", "mail.accepted", List.of("to")), Map.of("to", "a"), NOON);
        report(running());

        assertThat(incidents.timeline(incident))
                .extracting(Event::type)
                .containsExactly(
                        Event.Type.NOTED, Event.Type.OPENED, Event.Type.NOTED, Event.Type.NOTED, Event.Type.RECOVERED);
        assertThat(incidents.timeline(incident).get(0).incident()).isNull();
        assertThat(incidents.history("web01", SHOP, 2))
                .extracting(Event::type)
                .containsExactly(Event.Type.RECOVERED, Event.Type.NOTED);
    }

    @Test
    void givesTheIncidentToTheFirstWhoTakesIt() throws Exception {
        report(gone("1"));
        String id = incidents.open().get(0).id();
        List<Callable<Optional<String>>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String user = "user" + i;
            tries.add(() -> incidents.acknowledge(id, user));
        }
        List<String> owners = new ArrayList<>();
        ExecutorService people = Executors.newFixedThreadPool(8);
        for (Future<Optional<String>> one : people.invokeAll(tries)) {
            owners.add(one.get(20, TimeUnit.SECONDS).orElseThrow());
        }
        people.shutdown();

        assertThat(owners).hasSize(8).containsOnly(owners.get(0));
        assertThat(incidents.open().get(0).acknowledgedBy()).isEqualTo(owners.get(0));
        assertThat(types()).containsExactly(Event.Type.OPENED, Event.Type.ACKNOWLEDGED);
        report(running());
        assertThat(incidents.acknowledge(id, "late")).isEmpty();
        assertThat(incidents.acknowledge("nonsense", "late")).isEmpty();
    }

    @Test
    void leavesNoGapBetweenThePositionsOfConcurrentWriters() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String server = "web" + i;
            writers.add(() -> {
                for (int n = 1; n <= 20; n++) {
                    Observation observation = n % 2 == 1 ? gone("1") : running();
                    observatory.accept(new Report("local/" + server, "e", n, server, observation));
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (Future<Void> one : threads.invokeAll(writers)) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        List<Event> all = events.after(0, 1000);
        assertThat(all)
                .extracting(Event::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 160).boxed().toList());
        assertThat(events.last()).isEqualTo(160);
        assertThat(events.after(158, 10)).hasSize(2);
        assertThat(incidents.open()).isEmpty();
        assertThat(incidents.latest(null, 1000)).extracting(Incident::received).doesNotHaveDuplicates();
    }

    @Test
    void givesEachIncidentAMomentOfItsOwnWhateverTheClockDoes() throws Exception {
        long noon = NOON.toEpochMilli();
        for (long now : new long[] {noon, noon, noon, noon + 1, noon - 1, noon + 9}) {
            file.setClock(real -> now);
            report(new Changed(
                    ComponentPath.of("software", "service", "shop" + sequence),
                    State.ABNORMAL,
                    GONE,
                    Map.of(),
                    NOON,
                    List.of()));
        }

        assertThat(events.after(0, 10))
                .extracting(event -> incidents
                                .find(event.incident())
                                .orElseThrow()
                                .received()
                                .toEpochMilli()
                        - noon)
                .containsExactly(0L, 1L, 2L, 3L, -1L, 9L);
    }

    @Test
    void losesNothingAndKeepsTheOrderOfTheLogWhenTheClockIsSetBack() throws Exception {
        report(gone("1"));
        file.setClock(now -> now - Duration.ofDays(1_000).toMillis());
        report(filesystem(State.ABNORMAL, "96 %"));
        report(running());
        stop();
        start();
        file.setClock(now -> now - Duration.ofDays(2_000).toMillis());
        report(filesystem(State.NORMAL, "40 %"));

        assertThat(types())
                .containsExactly(Event.Type.OPENED, Event.Type.OPENED, Event.Type.RECOVERED, Event.Type.RECOVERED);
        assertThat(incidents.open()).isEmpty();
        assertThat(incidents.past(null, 10)).extracting(Incident::component).containsExactly(SHOP, VAR);
        assertThat(incidents.timeline(incidents.past(null, 1).get(0)))
                .extracting(Event::type)
                .containsExactly(Event.Type.OPENED, Event.Type.RECOVERED);
    }

    @Test
    void putsWhatADrillPretendsBehindTheRealOfTheSameStateAndTheOldestFirst() throws Exception {
        ComponentPath drill = ComponentPath.of("drill", "1");
        observatory.accept(new Report(
                "drill/web01",
                "d",
                1,
                "web01",
                new Changed(
                        drill,
                        State.ABNORMAL,
                        DrillFault.KIND,
                        DrillFault.arguments("admin", Optional.empty()),
                        NOON.minusSeconds(60),
                        List.of())));
        report(filesystem(State.WARNING, "86 %"));
        report(new Changed(CPU, State.ABNORMAL, FULL, Map.of(), NOON.plusSeconds(60), List.of()));
        report(gone("1"));

        assertThat(states.notNormal("web01")).extracting(Condition::component).containsExactly(SHOP, CPU, drill, VAR);
    }

    @Test
    void knowsAllAgainAfterARestart() throws Exception {
        report(gone("1"));
        report(filesystem(State.WARNING, "86 %"));
        Incident before = incidents.open().get(0);
        List<Condition> conditions = states.notNormal("web01");
        List<Event> log = events.after(0, 10);
        stop();
        start();

        assertThat(incidents.open()).containsExactly(before);
        assertThat(states.notNormal("web01")).isEqualTo(conditions);
        assertThat(states.of("web01")).isEqualTo(State.ABNORMAL);
        assertThat(events.after(0, 10)).isEqualTo(log);
        report(running());
        assertThat(incidents.open()).isEmpty();
    }

    @Test
    void tellsTheSourceThatAReportWasNotStoredAndTakesItLater() throws Exception {
        file.setAway(true);
        Report report = new Report("local/web01", "e", 1, "web01", gone("1"));
        assertThatThrownBy(() -> observatory.accept(report)).isInstanceOf(NotStoredException.class);
        assertThat(states.of("web01")).isEqualTo(State.UNKNOWN);

        file.setAway(false);
        Awaitility.await().ignoreExceptions().untilAsserted(() -> observatory.accept(report));
        assertThat(incidents.open()).hasSize(1);
    }

    @Test
    void wakesListenersAfterTheCommit() throws Exception {
        List<Long> seen = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        EventLog.Subscription broken = events.onAppend(() -> {
            throw new IllegalStateException("broken listener");
        });
        EventLog.Subscription appended = events.onAppend(() -> seen.add(events.last()));
        EventLog.Subscription changed = states.onChange(servers::add);
        report(gone("1"));
        broken.close();
        appended.close();
        changed.close();
        report(running());

        assertThat(seen).containsExactly(1L);
        assertThat(servers).containsExactly("web01");
    }

    @Test
    void keepsHostileTextWithinBounds() throws Exception {
        List<LogLine> log = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            log.add(new LogLine(Instant.MAX, "x\u0000" + i));
        }
        Map<String, String> arguments = Map.of("how", "\u0000\t\\\n" + "y".repeat(9000), "process", "1", "more", "z");
        report(new Changed(SHOP, State.ABNORMAL, GONE, arguments, Instant.MIN, log));

        Incident incident = incidents.open().get(0);
        assertThat(incident.log()).hasSize(20);
        assertThat(incident.log().get(19).text()).isEqualTo("x 99");
        assertThat(incident.arguments()).containsOnlyKeys("how", "process");
        assertThat(incident.arguments().get("how")).hasSize(500).startsWith("  \\ y");
        assertThatThrownBy(() -> observatory.accept(new Report("s", "e", 1, "../etc", gone("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void forgetsWhatHasLongBeenOverAndThatNobodyNeeds() throws Exception {
        PastIncidents past = new PastIncidents(chronicle);
        report(gone("1"));
        report(running());
        report(filesystem(State.ABNORMAL, "96 %"));
        report(new Noted(CPU, RUNNING, Map.of(), NOON));
        events.needsNoMore("pages", 4);
        events.needsNoMore("pages", 3);
        file.setClock(now -> now + Duration.ofDays(2).toMillis());
        report(gone("2"));
        report(running());
        Duration day = Duration.ofDays(1);

        assertThat(past.forget(day)).isEqualTo(3);
        assertThat(past.forget(day)).isZero();
        assertThat(events.after(0, 10)).extracting(Event::position).containsExactly(3L, 4L, 5L, 6L);
        assertThat(incidents.past(null, 10)).hasSize(1);
        assertThat(incidents.open()).hasSize(1);

        events.needsNoMore("pages", 6);
        assertThat(past.forget(day)).isEqualTo(1);
        assertThat(past.forget(Duration.ofDays(-1))).isEqualTo(3);
        assertThat(events.after(0, 10)).extracting(Event::position).containsExactly(3L);
        assertThat(events.last()).isEqualTo(6);
        assertThat(incidents.find(incidents.open().get(0).id())).isPresent();
    }

    @Test
    void forgetsNothingThatNobodyHasSaidToNeedNoMore() throws Exception {
        report(gone("1"));
        report(running());

        assertThat(new PastIncidents(chronicle).forget(Duration.ofDays(-1))).isZero();
    }

    private void report(Observation observation) throws Exception {
        sequence++;
        observatory.accept(new Report("local/web01", "e", sequence, "web01", observation));
    }

    private List<Event.Type> types() {
        return events.after(0, 1000).stream().map(Event::type).toList();
    }

    private static Changed gone(String process) {
        return new Changed(
                SHOP,
                State.ABNORMAL,
                GONE,
                Map.of("how", "signal 9 (KILL)", "process", process),
                NOON,
                List.of(new LogLine(NOON, "last\\words"), new LogLine(null, "tab\tbed")));
    }

    private static Changed running() {
        return new Changed(SHOP, State.NORMAL, RUNNING, Map.of("process", "7"), NOON.plusSeconds(9), List.of());
    }

    private static Changed connection(State state, Kind kind) {
        return new Changed(ComponentPath.CONNECTION, state, kind, Map.of(), NOON, List.of());
    }

    private static Changed filesystem(State state, String used) {
        return new Changed(VAR, state, FULL, Map.of("used", used, "free", "1 GB"), NOON, List.of());
    }
}
