package org.hinoban.incident.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.DrillFault;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.junit.jupiter.api.Test;

final class IncidentsTest extends OnIncidents {
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
}
