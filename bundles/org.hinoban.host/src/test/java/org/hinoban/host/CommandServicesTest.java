package org.hinoban.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Mandate;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandServicesTest {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @TempDir
    Path folder;

    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private long token = 1;
    private int mandates;

    @AfterEach
    void endWhatIsLeft() throws IOException {
        Path pidfile = folder.resolve("shop.pid");
        if (Files.exists(pidfile)) {
            // Another process may have its number by now.
            ProcessHandle.of(pid())
                    .filter(process -> process.info().command().orElse("").endsWith("/sleep"))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void tellsOfAServiceThatWasKilledWithTheLastLinesOfItsLog() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
            await().until(() -> whole() > 0);

            kill();

            Observation.Changed fault = await().until(this::lastChange, change -> change.state() == State.ABNORMAL);
            assertThat(fault.component().value()).isEqualTo("software/service/shop");
            assertThat(fault.log()).extracting("text").contains("listening on the corner");
            assertThat(fault.kind()).isIn(Kinds.SERVICE_VANISHED, Kinds.SERVICE_GONE);
        }
    }

    @Test
    void repairsAServiceByItsCommandAndSaysThatItIsNormal() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
            await().until(() -> whole() > 0);
            kill();
            await().until(this::lastChange, change -> change.state() == State.ABNORMAL);

            ServiceControl.Service after = control(host).perform(ServiceControl.Change.RESTART, "shop", mandate());

            assertThat(after.state()).isEqualTo(State.NORMAL);
            assertThat(after.process()).isEqualTo(pid());
            await().untilAsserted(() -> assertThat(lastChange().kind()).isEqualTo(Kinds.SERVICE_RUNNING));
        }
    }

    @Test
    void whatWasStartedOutlivesTheHost() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
        }

        assertThat(ProcessHandle.of(pid())).isPresent();
        assertThat(ProcessHandle.of(pid()).orElseThrow().parent().map(ProcessHandle::pid))
                .isNotEqualTo(Optional.of(ProcessHandle.current().pid()));
    }

    @Test
    void aStopThatWasAskedForIsNoFault() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
            await().until(() -> whole() > 0);

            ServiceControl.Service after = control(host).perform(ServiceControl.Change.STOP, "shop", mandate());

            assertThat(after.state()).isEqualTo(State.NORMAL);
            assertThat(after.activity()).isEqualTo("inactive");
            await().untilAsserted(() -> assertThat(seen)
                    .filteredOn(Observation.Noted.class::isInstance)
                    .extracting("kind")
                    .containsExactly(Kinds.SERVICE_STOPPED));
            assertThat(changes()).noneMatch(change -> change.state() == State.ABNORMAL);
        }
    }

    @Test
    void aServiceThatWentWhileNobodyWatchedIsAFault() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
        }
        kill();
        seen.clear();
        try (Host host = host()) {
            host.start();
            host.define(shop(Map.of()));

            await().until(() -> whole() > 0);
            assertThat(wholes().findFirst().orElseThrow().notNormal())
                    .filteredOn(change -> change.component().name().equals("shop"))
                    .extracting("state", "kind")
                    .containsExactly(tuple(State.ABNORMAL, Kinds.SERVICE_VANISHED));
        }
    }

    @Test
    void aFaultIsTheSameOneAfterARestart() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
            await().until(() -> whole() > 0);
            kill();
            await().until(this::lastChange, change -> change.state() == State.ABNORMAL);
        }
        Observation.Changed before = lastChange();
        seen.clear();
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();

            await().until(() -> whole() > 0);
            assertThat(wholes().findFirst().orElseThrow().notNormal()).contains(before);
        }
    }

    @Test
    void aServiceThatWasWithdrawnWhileNobodyWatchedIsNotPartOfTheWhole() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
            await().until(() -> whole() > 0);
            kill();
            await().until(this::lastChange, change -> change.state() == State.ABNORMAL);
        }
        seen.clear();
        try (Host host = host()) {
            host.start();

            await().until(() -> whole() > 0);
            assertThat(wholes().findFirst().orElseThrow().notNormal())
                    .extracting(change -> change.component().name())
                    .doesNotContain("shop");
        }
        assertThat(Files.readString(folder.resolve("data").resolve("baseline"))).doesNotContain("service/shop");
    }

    @Test
    void aServiceThatNeverRanIsAWarning() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();

            await().until(() -> whole() > 0);
            assertThat(wholes().findFirst().orElseThrow().notNormal())
                    .filteredOn(change -> change.component().name().equals("shop"))
                    .extracting("state", "kind")
                    .containsExactly(tuple(State.WARNING, Kinds.SERVICE_NEVER_RAN));
        }
    }

    @Test
    void refusesAStaleTokenAlsoAfterARestart() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            token = 7;
            control(host).perform(ServiceControl.Change.START, "shop", mandate());
        }
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            token = 6;
            assertThatThrownBy(() -> control(host).perform(ServiceControl.Change.STOP, "shop", mandate()))
                    .isInstanceOfSatisfying(
                            CapabilityException.class,
                            e -> assertThat(e.reason()).isEqualTo(CapabilityException.Reason.REFUSED));
            assertThat(ProcessHandle.of(pid())).isPresent();
        }
    }

    @Test
    void carriesTheSameMandateOutOnce() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of()));
            host.start();
            Mandate once = mandate();
            long first = control(host)
                    .perform(ServiceControl.Change.RESTART, "shop", once)
                    .process();
            long second = control(host)
                    .perform(ServiceControl.Change.RESTART, "shop", once)
                    .process();

            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void aStartThatFailsSaysWhatTheCommandSaid() throws Exception {
        try (Host host = host()) {
            host.define(shop(Map.of("start", "echo no bread today >&2; exit 3")));
            host.start();

            assertThatThrownBy(() -> control(host).perform(ServiceControl.Change.START, "shop", mandate()))
                    .isInstanceOf(CapabilityException.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageContaining("no bread today");
            await().untilAsserted(() -> assertThat(
                            control(host).service("shop", deadline()).state())
                    .isEqualTo(State.ABNORMAL));
        }
    }

    @Test
    void aServiceWithAStatusCommandAloneIsWatchedToo() throws Exception {
        Path flag = Files.createFile(folder.resolve("up"));
        try (Host host = host()) {
            host.define(CommandService.of("shop", Map.of("status", "test -e " + flag)));
            host.start();
            await().until(() -> whole() > 0);

            Files.delete(flag);

            await().untilAsserted(() -> assertThat(lastChange().state()).isEqualTo(State.ABNORMAL));
            Files.createFile(flag);
            await().untilAsserted(() -> assertThat(lastChange().state()).isEqualTo(State.NORMAL));
        }
    }

    @Test
    void aProcessThatMerelyNamesTheServiceDoesNotStandInForIt() throws Exception {
        String mark = "shop-" + System.nanoTime();
        Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve(mark));
        Process service = new ProcessBuilder(program.toString(), "60").start();
        Process onlooker = new ProcessBuilder("tail", "-f", "/dev/null", "/" + mark).start();
        try (Host host = host()) {
            host.define(CommandService.of("shop", Map.of("process", mark)));
            host.start();
            await().until(() -> whole() > 0);

            service.destroyForcibly();

            await().untilAsserted(() -> assertThat(lastChange().state()).isEqualTo(State.ABNORMAL));
        } finally {
            service.destroyForcibly();
            onlooker.destroyForcibly();
        }
    }

    @Test
    void endsEveryThreadOfItsOwn() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Host host = host()) {
                host.define(shop(Map.of()));
                host.start();
            }
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("hinoban-host")));
    }

    private Host host() {
        return new Host(new HostSettings(Path.of("/"), null, folder.resolve("data")), seen::add);
    }

    private CommandService shop(Map<String, String> other) {
        String start = "cd " + folder + "; echo listening on the corner >>shop.log; sleep 300 & echo $! >shop.pid";
        Map<String, String> values = new TreeMap<>(Map.of(
                "start", start,
                "pidfile", folder.resolve("shop.pid").toString(),
                "log", folder.resolve("shop.log").toString()));
        values.putAll(other);
        return CommandService.of("shop", values);
    }

    private static ServiceControl control(Host host) {
        return host.capability(ServiceControl.class).orElseThrow();
    }

    private Mandate mandate() {
        return new Mandate("m" + mandates++, "aki", token, deadline());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("shop.pid")).strip());
    }

    private void kill() throws IOException {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    private Stream<Observation.Whole> wholes() {
        return seen.stream().filter(Observation.Whole.class::isInstance).map(Observation.Whole.class::cast);
    }

    private long whole() {
        return wholes().count();
    }

    private List<Observation.Changed> changes() {
        return seen.stream()
                .filter(Observation.Changed.class::isInstance)
                .map(Observation.Changed.class::cast)
                .toList();
    }

    private Observation.Changed lastChange() {
        List<Observation.Changed> changes = changes();
        return changes.isEmpty()
                ? new Observation.Changed(
                        ComponentPath.of("none"),
                        State.UNKNOWN,
                        Kinds.COMPONENT_NORMAL,
                        Map.of(),
                        Instant.now(),
                        List.of())
                : changes.get(changes.size() - 1);
    }
}
