package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hinoban.itests.tools.Certificate;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.junit.jupiter.api.Test;

/** What is wrong at a start is said where somebody looks, and not made worse. */
final class BadStartITest {
    @Test
    void endsAndSaysWhyWhenItsPortIsTakenAfterTheLauncherHasLooked() throws Exception {
        int port = Checkout.freePort();
        Manager.Setup setup = Manager.setup().environment("HINOBAN_PORT", Integer.toString(port));
        // Written when the launcher has looked, and before the first bundle is started.
        Path looked = setup.data().resolve("run/console.port");
        CompletableFuture<ServerSocket> other = CompletableFuture.supplyAsync(() -> {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.exists(looked));
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        Manager.Ended ended = setup.startInVain();

        other.get(1, TimeUnit.MINUTES).close();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.printed().lines())
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.startsWith("ready"))
                .endsWith("hinoban: cannot listen on 127.0.0.1 port " + port
                        + ": another program listens there; stop the program that uses it, or choose another with HINOBAN_PORT or"
                        + " HINOBAN_BIND");
    }

    @Test
    void endsAndSaysWhyWhenTheKeyIsNotThatOfTheCertificate() throws IOException, InterruptedException {
        Path folder = Checkout.freshFolder("tls");
        Certificate served = Certificate.make(folder.resolve("served"), "DNS:localhost");
        Certificate other = Certificate.make(folder.resolve("other"), "DNS:localhost");
        Manager.Setup setup = Manager.setup();
        Path file = setup.data().resolve("etc/org.hinoban.web.cfg");

        Manager.Ended ended = setup.environment("HINOBAN_BIND", "0.0.0.0")
                .environment("HINOBAN_TLS_CERT", served.chain().toString())
                .environment("HINOBAN_TLS_KEY", other.key().toString())
                .startInVain();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.printed().lines())
                .endsWith("hinoban: cannot serve pages with this certificate: The key of " + other.key()
                        + " is not that of " + served.chain()
                        + "; look at HINOBAN_TLS_CERT and HINOBAN_TLS_KEY, or at tls.certificate and tls.key in "
                        + file);
    }

    @Test
    void namesADamagedDatabaseAndLeavesItsFileAlone() throws IOException, InterruptedException {
        Manager.Setup setup = Manager.setup();
        Path file = Files.createDirectories(setup.data().resolve("db")).resolve("hinoban.db");
        byte[] damaged = "no database at all\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, damaged);
        try (Manager manager = setup.start()) {
            HttpResponse<String> page = new Phone(manager.url()).page("/login");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("damaged").doesNotContain("Exception");
            assertThat(manager.log())
                    .contains("its file is damaged or not readable: check its rights, or restore a backup");
            manager.stop();
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }
}
