package org.hinoban.itests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Commands;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.SmtpSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This version on the data of earlier ones, made by {@code src/test/recorded/record}. */
class UpgradeITest {
    private static final Path RECORDED = Checkout.ROOT.resolve("itests/database/src/test/recorded");

    @ParameterizedTest
    @ValueSource(strings = "first")
    void goesOnWhereAnEarlierVersionEnded(String version) throws Exception {
        try (SmtpSink sink = SmtpSink.start()) {
            Manager.Setup setup = Manager.setup();
            Commands.run(
                    "tar",
                    "-C",
                    setup.data().getParent().toString(),
                    "-xzf",
                    RECORDED.resolve(version + ".tar.gz").toString());
            setup.file("org.hinoban.notification.mail.route-test.cfg", sink.route());
            try (Manager manager = setup.start()) {
                // what waited for both recipients
                sink.await(
                        mail -> mail.to().equals("admin@example.org")
                                && mail.subject().contains("shop"),
                        60);
                sink.await(
                        mail -> mail.to().equals("maria@example.org")
                                && mail.subject().contains("shop"),
                        60);

                Phone admin = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
                assertThat(admin.json("/incidents").toString()).contains("shop");
                assertThat(admin.page("/mailbox").body()).contains("shop");
                Phone maria = Phone.loggedIn(manager.url(), "maria", "maria-9-password");
                assertThat(maria.page("/").statusCode()).isEqualTo(200);
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(manager.console("hinoban:deliveries --json"))
                                .doesNotContain("\"waiting\""));
                assertThat(manager.log()).doesNotContain("gets no database");
            }
        }
    }

    @Test
    void everyRecordedVersionIsTried() throws Exception {
        try (var files = Files.list(RECORDED)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".tar.gz")))
                    .containsExactly("first.tar.gz");
        }
    }
}
