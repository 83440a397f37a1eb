package org.hinoban.connector.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.host.Kinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasNotTakenInOverARestart() throws Exception {
        List<Report> before = new ArrayList<>();
        try (Spool spool = spool(100)) {
            spool.add(change("a", State.ABNORMAL));
            spool.add(new Observation.Noted(path("b"), Kinds.SERVICE_HELD, Map.of("count", "2"), NOON));
            spool.add(new Observation.Whole(List.of(change("c", State.WARNING)), NOON));
            spool.taken(spool.first());
            before.add(spool.first());
        }

        try (Spool spool = spool(100)) {
            spool.add(change("d", State.NORMAL));
            List<Report> all = drain(spool, 3);

            assertThat(all.get(0)).isEqualTo(before.get(0));
            assertThat(all.get(1).observation()).isInstanceOf(Observation.Whole.class);
            assertThat(all.get(1).sequence()).isEqualTo(3);
            assertThat(all.get(2).sequence()).isEqualTo(1);
            assertThat(all.get(2).epoch()).isNotEqualTo(all.get(1).epoch());
        }
    }

    @Test
    void readsWhatACrashCutOff() throws Exception {
        try (Spool spool = spool(100)) {
            spool.add(change("a", State.ABNORMAL));
            spool.add(change("b", State.ABNORMAL));
        }
        byte[] whole = Files.readAllBytes(folder.resolve("spool"));
        Files.write(folder.resolve("spool"), Arrays.copyOf(whole, whole.length - 3));

        try (Spool spool = spool(100)) {
            assertThat(drain(spool, 1)).extracting(Report::sequence).containsExactly(1L);
        }
    }

    @Test
    void keepsTheFirstAndTheLastOfEachComponentWhenItIsFull() throws Exception {
        try (Spool spool = spool(10)) {
            spool.add(change("head", State.ABNORMAL));
            for (int i = 0; i < 10; i++) {
                spool.add(change(i % 2 == 0 ? "a" : "b", i < 8 ? State.ABNORMAL : State.NORMAL));
            }
            assertThat(spool.endsGap()).isFalse();

            List<Report> all = drain(spool, 5);

            assertThat(all)
                    .extracting(report -> ((Observation.Changed) report.observation())
                            .component()
                            .name())
                    .containsExactly("head", "a", "b", "a", "b");
            assertThat(all.subList(1, 5)).extracting(Report::sequence).containsExactly(1L, 2L, 3L, 4L);
            assertThat(((Observation.Changed) all.get(4).observation()).state()).isEqualTo(State.NORMAL);
            assertThat(spool.endsGap()).isTrue();
            assertThat(spool.endsGap()).isFalse();
        }
    }

    @Test
    void forcesTheNameOfAFreshFileToDiskBehindItsContent() throws Exception {
        Path record = folder.resolve("forced.jfr");
        List<String> forced;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            spool(100).close();
            recording.stop();
            recording.dump(record);
            forced = RecordingFile.readAllEvents(record).stream()
                    .map(event -> event.getString("path"))
                    .toList();
        }

        assertThat(forced).containsExactly(folder.resolve("spool.new").toString(), folder.toString());
    }

    @Test
    void triesAReportAgainUntilItIsStoredAndKeepsTheOrder() throws Exception {
        List<Long> taken = new CopyOnWriteArrayList<>();
        AtomicInteger tries = new AtomicInteger();
        AtomicBoolean full = new AtomicBoolean(true);
        try (Spool spool = spool(100);
                Sender sender = new Sender(spool, () -> {})) {
            sender.start();
            sender.handTo(report -> {
                tries.incrementAndGet();
                if (full.get()) {
                    throw new NotStoredException("The disk is full", new IOException());
                }
                taken.add(report.sequence());
            });
            for (int i = 0; i < 5; i++) {
                spool.add(change("a", State.ABNORMAL));
            }
            await().until(() -> tries.get() >= 2);
            full.set(false);

            await().untilAsserted(() -> assertThat(taken).containsExactly(1L, 2L, 3L, 4L, 5L));
        }
    }

    @Test
    void waitsForWhoeverTakesReportsIn() throws Exception {
        List<Long> taken = new CopyOnWriteArrayList<>();
        try (Spool spool = spool(100);
                Sender sender = new Sender(spool, () -> {})) {
            sender.start();
            spool.add(change("a", State.ABNORMAL));
            sender.handTo(report -> taken.add(report.sequence()));
            await().until(() -> taken.size() == 1);
            sender.handTo(null);
            spool.add(change("a", State.NORMAL));
            sender.handTo(report -> taken.add(report.sequence() * 10));

            await().untilAsserted(() -> assertThat(taken).containsExactly(1L, 20L));
        }
    }

    private Spool spool(int maxWaiting) {
        return new Spool(folder.resolve("spool"), "local/web01", "web01", maxWaiting);
    }

    private static List<Report> drain(Spool spool, int count) throws InterruptedException {
        List<Report> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(spool.first());
            spool.taken(spool.first());
        }
        return all;
    }

    private static ComponentPath path(String name) {
        return ComponentPath.of("software", "service", name);
    }

    private static Observation.Changed change(String name, State state) {
        return new Observation.Changed(
                path(name),
                state,
                Kinds.SERVICE_GONE,
                Map.of("how", "signal 9 (KILL)", "process", "7"),
                NOON,
                List.of(new LogLine(null, "without time"), new LogLine(NOON, "with one")));
    }
}
