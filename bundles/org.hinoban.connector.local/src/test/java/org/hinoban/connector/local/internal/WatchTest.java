package org.hinoban.connector.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.FileWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.State;
import org.hinoban.host.CommandService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrDoubledWhileNobodyTakesReportsIn() throws Exception {
        Path flag = Files.createFile(folder.resolve("up"));
        Settings settings = new Settings(true, "web01", "web01", Path.of("/"), Optional.empty());
        List<Report> taken = new CopyOnWriteArrayList<>();
        try (Watch watch = new Watch(settings, folder.resolve("data"))) {
            watch.define(Map.of("shop", CommandService.of("shop", Map.of("status", "test -e " + flag))));
            watch.handTo(taken::add);
            watch.start();
            await().until(() -> taken.size() == 1);
            watch.handTo(null);

            Files.delete(flag);
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            Files.createFile(flag);
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            watch.handTo(taken::add);

            await().until(() -> taken.size() == 3);
        }
        assertThat(taken).extracting(Report::sequence).containsExactly(1L, 2L, 3L);
        assertThat(taken.get(0).observation()).isInstanceOf(Observation.Whole.class);
        assertThat(taken.subList(1, 3))
                .extracting(report -> ((Observation.Changed) report.observation()).state())
                .containsExactly(State.ABNORMAL, State.NORMAL);
        assertThat(taken).allMatch(report -> report.source().equals("local/web01"));
    }

    @Test
    void isBrokenOnceTheMachineIsNotLookedAtAnyMore() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path memory = Files.createDirectories(root.resolve("proc")).resolve("meminfo");
        assertThat(new ProcessBuilder("mkfifo", memory.toString()).start().waitFor())
                .isZero();
        Settings settings = new Settings(true, "web01", "web01", root, Optional.empty());
        try (Watch watch = new Watch(settings, folder.resolve("data"))) {
            watch.start();

            // Nobody writes into it: whoever reads it stands still.
            await().until(() -> watch.silence().toSeconds() >= 3);

            assertThat(ConnectorVitals.judge(watch.silence().multipliedBy(20), watch.standing())
                            .state())
                    .isEqualTo(State.ABNORMAL);
            try (FileWriter words = new FileWriter(memory.toFile(), StandardCharsets.UTF_8)) {
                words.write("MemTotal: 1 kB\n");
            }
            Files.delete(memory);
            await().until(() -> watch.silence().toSeconds() < 3);
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Settings settings = new Settings(true, "web01", "web01", Path.of("/"), Optional.empty());
        for (int i = 0; i < 50; i++) {
            try (Watch watch = new Watch(settings, folder.resolve("data"))) {
                watch.start();
            }
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("hinoban-")));
    }
}
