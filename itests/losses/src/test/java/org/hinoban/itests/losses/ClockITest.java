package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of the machine is set while the manager runs; the monotonic clock goes on, as it does then. */
final class ClockITest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path clock;
    private SmtpSink sink;
    private Service service;
    private Manager manager;
    private Phone phone;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        clock = Checkout.freshFolder("clock").resolve("clock");
        setClock("+0");
        sink = SmtpSink.start();
        service = Service.start("webshop");
        manager = Manager.setup()
                .file(service.configurationFile(), service.configuration())
                .file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                .file("org.hinoban.notification.recipient-night1.cfg", "address = night1@example.org\n")
                .environment("LD_PRELOAD", library().toString())
                .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
                .environment("FAKETIME_CACHE_DURATION", "1")
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                // else each wait of Java's ends at once
                .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
                .start();
        phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        await().atMost(PATIENCE).until(() -> state().equals("normal"));
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        manager.close();
        service.close();
        sink.close();
    }

    @Test
    void losesNothingAndEndsNoSessionWhenItIsSetBackAndFarForward() throws IOException, InterruptedException {
        tellsWhatWaitsWhenTheClockIsSet("-2d");
        tellsWhatWaitsWhenTheClockIsSet("+100d");

        assertThat(sink.mails())
                .extracting(mail -> mail.text().startsWith("Recovered: "))
                .containsExactly(false, true, false, true);
        assertThat(sink.mails()).extracting(Mail::messageId).doesNotHaveDuplicates();
    }

    private void tellsWhatWaitsWhenTheClockIsSet(String distance) throws IOException, InterruptedException {
        int before = sink.mails().size();
        long noticed = noticed();
        sink.goAway();
        service.kill();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phone.page("/").body()).contains("has been waiting since"));

        setClock(distance);
        await().atMost(PATIENCE).until(() -> noticed() > noticed);
        sink.comeBack();

        await().atMost(PATIENCE).until(() -> sink.mails().size() == before + 1);
        service.ensureRuns();
        await().atMost(PATIENCE).until(() -> sink.mails().size() == before + 2);
        // only who is logged in is told
        assertThat(state()).isEqualTo("normal");
    }

    private String state() throws IOException, InterruptedException {
        return phone.json(service.page()).path("state").asText();
    }

    private long noticed() throws IOException {
        return manager.log()
                .lines()
                .filter(line -> line.contains("The clock was set by"))
                .count();
    }

    private void setClock(String distance) throws IOException {
        Path fresh = clock.resolveSibling("fresh");
        Files.writeString(fresh, distance + "\n");
        Files.move(fresh, clock, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path library() throws IOException {
        PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:**/faketime/libfaketime.so.1");
        try (Stream<Path> files = Files.find(Path.of("/usr/lib"), 3, (file, attributes) -> wanted.matches(file))) {
            return files.findFirst().orElseThrow(() -> new IOException("faketime is not installed"));
        }
    }
}
