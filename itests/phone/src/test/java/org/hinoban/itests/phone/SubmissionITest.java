package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Postfix;
import org.hinoban.itests.tools.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A real Postfix with passwords, in good days and bad ones. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SubmissionITest {
    private static final List<String> PEOPLE = List.of("night1@example.org", "night2@example.org");
    private static final Duration AWAY = Duration.ofSeconds(60);

    private static Postfix postfix;
    private static Service webshop;
    private static Manager manager;
    private static Watch watch;
    private static Path password;

    @BeforeAll
    static void starts() throws IOException, InterruptedException {
        postfix = Postfix.start();
        webshop = Service.start("webshop");
        password = Checkout.freshFolder("secret").resolve("password");
        write(Postfix.PASSWORD);
        manager = Manager.setup()
                .file(webshop.configurationFile(), webshop.configuration())
                .file("org.hinoban.notification.mail.route-main.cfg", postfix.route(password))
                .file("org.hinoban.notification.recipient-night1.cfg", "address = night1@example.org\nlanguage = en\n")
                .file("org.hinoban.notification.recipient-night2.cfg", "address = night2@example.org\nlanguage = ja\n")
                .environment("JAVA_TOOL_OPTIONS", postfix.certificate().javaOptions())
                .start();
        watch = new Watch(manager);
    }

    @AfterAll
    static void ends() throws IOException, InterruptedException {
        if (manager != null) {
            manager.close();
        }
        if (webshop != null) {
            webshop.close();
        }
        if (postfix != null) {
            postfix.close();
        }
    }

    @Test
    @Order(1)
    void takesTheMailsOfFaultAndRecoveryForEverybody() throws IOException, InterruptedException {
        breaks();
        // What is over before it was told is told in one mail.
        awaitMails(2);
        heals();
        awaitMails(4);
        for (String person : PEOPLE) {
            assertThat(mailsTo(person)).as(person).hasSize(2);
            URI link = mailsTo(person).get(0).link();
            assertThat(link.toString()).startsWith(manager.url() + "/i/");
        }
        assertThat(mailsTo(PEOPLE.get(0)).get(0).text()).contains("webshop", Manager.SERVER, "signal 9");
        assertThat(degraded()).isFalse();
    }

    @Test
    @Order(2)
    void aWrongPasswordIsShownOnEveryPageWithTheServersAnswer() throws IOException, InterruptedException {
        int before = postfix.mails().size();
        write("not-the-password");
        breakAndHeal();
        awaitDegraded("535");

        write(Postfix.PASSWORD);
        awaitDelivered(before);
        Watch.await().until(() -> !degraded());
    }

    @Test
    @Order(3)
    void aCertificateThatNobodyTrustsIsShownToo() throws IOException, InterruptedException {
        int before = postfix.mails().size();
        postfix.showCertificate(false);
        try {
            breakAndHeal();
            awaitDegraded("trust anchors");
        } finally {
            postfix.showCertificate(true);
        }
        awaitDelivered(before);
        Watch.await().until(() -> !degraded());
    }

    @Test
    @Order(4)
    void losesNothingAndSendsNothingTwiceWhenItIsAwayForAMinute() throws IOException, InterruptedException {
        int before = postfix.mails().size();
        postfix.goAway();
        Instant gone = Instant.now();
        webshop.kill();
        watch.awaitState(webshop, "abnormal");
        Watch.await()
                .atMost(Duration.ofSeconds(80))
                .until(() -> Duration.between(gone, Instant.now()).compareTo(AWAY) >= 0);
        postfix.comeBack();
        Instant back = Instant.now();
        Watch.await().until(() -> postfix.mails().size() >= before + PEOPLE.size());
        new Figures("mail-after-outage", "away s", "all mails out s after it was back")
                .row(AWAY.toSeconds(), Duration.between(back, Instant.now()).toMillis() / 1000.0)
                .write();
        webshop.ensureRuns();
        awaitDelivered(before);
        assertThat(postfix.mails().stream().map(mail -> mail.to() + mail.messageId()))
                .doesNotHaveDuplicates();
    }

    /** One incident from its begin to its end. */
    private static void breakAndHeal() throws IOException, InterruptedException {
        breaks();
        heals();
    }

    private static void breaks() throws IOException, InterruptedException {
        watch.awaitState(webshop, "normal");
        webshop.kill();
        watch.awaitState(webshop, "abnormal");
    }

    private static void heals() throws IOException, InterruptedException {
        webshop.ensureRuns();
        watch.awaitState(webshop, "normal");
    }

    /** What was told last to each of them is that it is over: in two mails, or in one if both waited. */
    private static void awaitDelivered(int before) {
        Watch.await().untilAsserted(() -> {
            Set<String> told =
                    postfix.mails().stream().skip(before).map(Mail::to).collect(Collectors.toSet());
            assertThat(told).containsExactlyInAnyOrderElementsOf(PEOPLE);
        });
    }

    private static void awaitMails(int count) {
        Watch.await().untilAsserted(() -> assertThat(postfix.mails()).hasSize(count));
    }

    private static void awaitDegraded(String answer) {
        Watch.await().untilAsserted(() -> {
            for (String path : List.of("/", "/servers/web01", "/incidents", "/settings")) {
                assertThat(watch.phone().page(path).body())
                        .as(path)
                        .containsIgnoringCase("mail path")
                        .containsIgnoringCase(answer);
            }
        });
    }

    private static boolean degraded() throws IOException, InterruptedException {
        return watch.phone().page("/").body().toLowerCase(Locale.ROOT).contains("mail path");
    }

    private static List<Mail> mailsTo(String person) throws IOException {
        return postfix.mails().stream().filter(mail -> mail.to().equals(person)).toList();
    }

    private static void write(String secret) throws IOException {
        Files.writeString(password, secret + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }
}
