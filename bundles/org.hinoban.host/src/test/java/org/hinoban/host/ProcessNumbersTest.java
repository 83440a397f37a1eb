package org.hinoban.host;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number in a service's file, on a host whose processes are recorded. */
class ProcessNumbersTest {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @TempDir
    Path folder;

    private final List<Observation> seen = new CopyOnWriteArrayList<>();

    @Test
    void missesAServiceWhoseNumberAnotherProcessGotWhileNobodyLooked() throws Exception {
        recorded(100);
        try (Host host = onRecorded()) {
            await().until(() -> stateOfRecorded() == State.NORMAL);
        }
        seen.clear();
        recordedProcess(4711, 4711, 2000);

        try (Host host = onRecorded()) {
            await().until(() -> stateOfRecorded() == State.ABNORMAL);
            Files.writeString(folder.resolve("tree/run/shop.pid"), "4711\n");
            await().until(() -> changedTo(State.NORMAL));
        }
    }

    @Test
    void missesAServiceWhoseNumberAnotherProcessGets() throws Exception {
        recorded(100);
        try (Host host = onRecorded()) {
            await().until(() -> stateOfRecorded() == State.NORMAL);

            recordedProcess(4711, 4711, 2000);

            await().until(() -> changedTo(State.ABNORMAL));
        }
    }

    @Test
    void takesNoThreadForAService() throws Exception {
        recorded(100);
        recordedProcess(4711, 4000, 100);
        try (Host host = onRecorded()) {
            await().until(() -> stateOfRecorded() == State.WARNING);
        }
    }

    /** A host whose files stand still, with a process that a file names. */
    private void recorded(long started) throws IOException {
        Files.createDirectories(folder.resolve("tree/run"));
        recordedProcess(4711, 4711, started);
        Path pidfile = Files.writeString(folder.resolve("tree/run/shop.pid"), "4711\n");
        Files.setLastModifiedTime(pidfile, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private void recordedProcess(long number, long leader, long started) throws IOException {
        Path process = Files.createDirectories(folder.resolve("tree/proc/" + number));
        Files.writeString(process.resolve("status"), "Name:\tshop\nTgid:\t" + leader + "\n");
        Files.writeString(process.resolve("cmdline"), "shop\0");
        Path stat = Files.writeString(
                folder.resolve("stat.new"), number + " (shop) S 1" + " 0".repeat(17) + " " + started + "\n");
        Files.move(stat, process.resolve("stat"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Host onRecorded() {
        Host host = new Host(new HostSettings(folder.resolve("tree"), null, folder.resolve("data")), seen::add);
        host.define(CommandService.of("shop", Map.of("start", "true", "pidfile", "/run/shop.pid")));
        host.start();
        return host;
    }

    /** As it was found first. */
    private State stateOfRecorded() {
        return seen.stream()
                .filter(Observation.Whole.class::isInstance)
                .map(Observation.Whole.class::cast)
                .findFirst()
                .map(whole -> whole.notNormal().stream()
                        .filter(change -> change.component().value().equals("software/service/shop"))
                        .map(Observation.Changed::state)
                        .findFirst()
                        .orElse(State.NORMAL))
                .orElse(State.UNKNOWN);
    }

    /** What was told last of it. */
    private boolean changedTo(State state) {
        return seen.stream()
                        .filter(Observation.Changed.class::isInstance)
                        .map(Observation.Changed.class::cast)
                        .filter(change -> change.component().value().equals("software/service/shop"))
                        .reduce((one, next) -> next)
                        .map(Observation.Changed::state)
                        .orElse(State.UNKNOWN)
                == state;
    }
}
