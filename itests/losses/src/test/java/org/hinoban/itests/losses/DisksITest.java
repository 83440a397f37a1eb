package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Commands;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks that are full, or do not keep what they are given. */
final class DisksITest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(4);
    private static final int CHUNK = 64 * 1024;

    private SmtpSink sink;
    private Service service;
    private Manager.Setup setup;
    private Manager manager;
    private Phone phone;

    /** What is done while the service is down. */
    private interface Trouble {
        void until(Runnable seen) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        sink = SmtpSink.start();
        service = Service.start("webshop");
        setup = Manager.setup().from(Checkout.ROOT, START);
        Commands.run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=160m",
                "hinoban-test",
                setup.data().toString());
        Files.createDirectories(setup.data().resolve("etc"));
        setup.file("org.hinoban.connector.local.cfg", "server.id = " + Manager.SERVER + "\n")
                .file(service.configurationFile(), service.configuration())
                .file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                .file("org.hinoban.notification.recipient-night1.cfg", "address = night1@example.org\n");
        manager = setup.start();
        phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        await().atMost(PATIENCE)
                .until(() -> phone.json(service.page()).path("state").asText().equals("normal"));
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (manager != null) {
            manager.kill();
        }
        service.close();
        sink.close();
        Commands.run("umount", "--lazy", setup.data().toString());
    }

    @Test
    void tellsOnceThereIsRoomAgainWhatBrokeWhileTheDiskWasFull() throws IOException, InterruptedException {
        tellsOnlyWhatIsStored("The disk of the database has been full", seen -> {
            Path filler = fill();
            seen.run();
            Files.delete(filler);
        });
    }

    @Test
    void tellsNothingThatTheDiskHasNotConfirmed() throws IOException, InterruptedException {
        tellsOnlyWhatIsStored("The disk of the database has been failing", seen -> {
            Process strace = new ProcessBuilder(
                            "strace",
                            "--seccomp-bpf",
                            "-f",
                            "-p",
                            Long.toString(manager.pid()),
                            "-e",
                            "trace=fsync,fdatasync",
                            "-e",
                            "inject=fsync,fdatasync:error=EIO",
                            "-o",
                            "/dev/null")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                await().atMost(PATIENCE).until(this::isTraced);
                seen.run();
            } finally {
                strace.destroy();
                strace.waitFor(20, TimeUnit.SECONDS);
            }
        });
    }

    private void tellsOnlyWhatIsStored(String words, Trouble trouble) throws IOException, InterruptedException {
        trouble.until(() -> {
            try {
                service.kill();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(phone.page("/").body()).contains(words));
            assertThat(sink.mails()).isEmpty();
        });

        sink.await(mail -> mail.subject().contains("webshop"), 60);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(phone.page("/").body()).doesNotContain(words));
        service.ensureRuns();
        sink.await(mail -> mail.text().startsWith("Recovered: "), 60);
        assertThat(sink.mails()).hasSize(2);
        assertThat(manager.log().lines().filter(line -> line.contains("| ERROR | org.hinoban.store ")))
                .hasSizeLessThanOrEqualTo(1);
    }

    private boolean isTraced() throws IOException {
        return Files.readString(Path.of("/proc/" + manager.pid() + "/status"))
                .lines()
                .anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
    }

    private Path fill() throws IOException {
        Path filler = setup.data().resolve("filler");
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            // that it is full now
            return filler;
        }
    }
}
