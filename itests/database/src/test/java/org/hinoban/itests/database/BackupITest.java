package org.hinoban.itests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.PostgreSql;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;
import org.junit.jupiter.api.Test;

/** A backup of a running manager, put back on another one, which then moves to another database. */
class BackupITest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROUTE = "org.hinoban.notification.mail.route-test.cfg";
    private static final String OWN = "org.example.own.cfg";
    private static final String SECRET = "submission-4-secret";

    @Test
    void whatOneManagerKnewAnotherGoesOnWith() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                Service service = Service.start("shop");
                PostgreSql database = PostgreSql.start()) {
            Path backup;
            String session;
            sink.goAway();
            Manager.Setup first = Manager.setup();
            Path secret = first.data().resolve("secrets/own.password");
            Files.createDirectories(secret.getParent());
            Files.writeString(secret, SECRET + "\n");
            first.file(ROUTE, sink.route())
                    .file(OWN, "password.file = " + secret + "\n")
                    .file(service.configurationFile(), service.configuration())
                    .file("org.hinoban.notification.recipient-maria.cfg", "address = maria@example.org\n");
            try (Manager manager = first.start()) {
                service.kill();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(manager.console("hinoban:deliveries --json"))
                                .contains("\"waiting\""));
                session = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD)
                        .page("/")
                        .body();
                assertThat(told(manager, "backup")).containsEntry("database", "SQLite");
                backup = onlyBackup(manager);
                assertThat(manager.console("hinoban:backup " + backup)).contains("exists already");
            }
            assertThat(session).contains("web01");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");

            Path cutOff = backup.resolveSibling("cut-off.zip");
            byte[] bytes = Files.readAllBytes(backup);
            Files.write(cutOff, Arrays.copyOf(bytes, bytes.length - 100));
            sink.comeBack();
            try (Manager other = Manager.setup().start()) {
                Phone before = Phone.loggedIn(other.url(), "admin", Manager.PASSWORD);
                assertThat(other.console("hinoban:restore " + cutOff + " --yes"))
                        .contains("is no backup");
                assertThat(other.console("hinoban:restore " + backup)).contains("add --yes");
                assertThat(before.page("/account").statusCode()).isEqualTo(200);

                long begun = System.nanoTime();
                assertThat(other.console("hinoban:restore " + backup + " --yes"))
                        .contains("restored from");
                sink.await(
                        mail -> mail.to().equals("maria@example.org")
                                && mail.subject().contains("shop"),
                        60);
                new Figures("restore", "what", "s")
                        .row(
                                "restored on another manager until the waiting mail was out",
                                (System.nanoTime() - begun) / 1e9)
                        .write();

                assertThat(before.page("/account").body()).contains("name=\"password\"");
                Path password = other.data().resolve("secrets/own.password");
                assertThat(password).content().isEqualTo(SECRET + "\n");
                assertThat(other.data().resolve("etc").resolve(OWN)).content().contains(password.toString());
                service.ensureRuns();
                awaitNormal(other, service);

                movesTo(database, other);
                assertThat(database.query("SELECT count(*) FROM incident_incident"))
                        .isEqualTo("1");
                awaitNormal(other, service);
                service.kill();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(database.query(
                                        "SELECT count(*) FROM incident_incident WHERE recovered IS NULL"))
                                .isEqualTo("1"));
                assertThat(told(other, "restore " + backup + " --yes")).containsEntry("database", "PostgreSQL");
                assertThat(database.query("SELECT count(*) FROM access_session"))
                        .isEqualTo("0");
            }
        }
    }

    private static void awaitNormal(Manager manager, Service service) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD)
                                .json(service.page())
                                .get("state")
                                .asText())
                        .isEqualTo("normal"));
    }

    private static void movesTo(PostgreSql database, Manager manager) throws Exception {
        Path file = manager.data().resolve("run/postgresql.cfg");
        Files.writeString(file, database.configuration());
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        assertThat(told(manager, "database-move " + file + " --yes")).containsEntry("database", "PostgreSQL");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(phone.page("/account").statusCode()).isEqualTo(200));
        assertThat(manager.console("hinoban:database-move " + file + " --yes")).contains("is not empty");
    }

    /** What a command tells a program. */
    private static Map<String, Object> told(Manager manager, String command) throws Exception {
        Map<String, Object> told =
                JSON.readValue(manager.console("hinoban:" + command + " --json"), new TypeReference<>() {});
        assertThat(told).containsEntry("result", "done");
        return told;
    }

    private static Path onlyBackup(Manager manager) throws Exception {
        try (var files = Files.list(manager.data().resolve("backup"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
