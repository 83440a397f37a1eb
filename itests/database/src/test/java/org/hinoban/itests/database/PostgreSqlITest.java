package org.hinoban.itests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.PostgreSql;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manager on a real PostgreSQL that is not there yet, goes, hangs and comes back. */
class PostgreSqlITest {
    private static final String FILE = "org.ops4j.datasource-hinoban.cfg";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PostgreSql database;
    private static SmtpSink sink;
    private static Service service;
    private static Manager manager;
    private static HttpResponse<String> firstPage;

    @BeforeAll
    static void startBeforeTheDatabase() throws Exception {
        database = PostgreSql.start();
        database.goAway();
        sink = SmtpSink.start();
        service = Service.start("shop");
        manager = Manager.setup()
                .file(FILE, database.configuration())
                .file("org.hinoban.notification.mail.route-test.cfg", sink.route())
                .file(service.configurationFile(), service.configuration())
                .start();
        firstPage = new Phone(manager.url()).page("/");
        database.comeBack();
        awaitPages();
    }

    @AfterAll
    static void end() throws Exception {
        manager.close();
        service.close();
        sink.close();
        database.close();
    }

    @Test
    void isReadyBeforeItsDatabaseAndSaysSoOnItsPage() throws Exception {
        assertThat(firstPage.statusCode()).isEqualTo(503);
        assertThat(firstPage.body())
                .containsPattern("The database has not answered since [0-9]")
                .contains("All goes on by itself");
        assertThat(manager.log()).contains("The database works again");
    }

    @Test
    void keepsItsRowsInPostgreSqlWithTheLimitsThatNobodyHadToSet() throws Exception {
        assertThat(database.query("SELECT user_id FROM access_account")).isEqualTo("admin");
        assertThat(database.query("SELECT DISTINCT application_name FROM pg_stat_activity WHERE usename = 'hinoban'"))
                .isEqualTo("hinoban");
        assertThat(manager.log()).doesNotContain(PostgreSql.PASSWORD);
        assertThat(manager.console("config:list"))
                .contains("org.ops4j.datasource")
                .doesNotContain(PostgreSql.PASSWORD);
    }

    @Test
    void tellsAFaultAndItsEnd() throws Exception {
        sink.forgetAll();
        service.kill();
        sink.await(mail -> mail.subject().contains("shop"), 60);
        service.ensureRuns();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(open()).isZero());
    }

    @Test
    void tellsWhatBrokeWhileTheDatabaseWasAway() throws Exception {
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        sink.forgetAll();
        int before = manager.log().length();
        database.goAway();
        service.kill();
        awaitSaid(phone, "The database has not answered since");
        assertThat(sink.mails()).isEmpty();

        database.comeBack();

        sink.await(mail -> mail.subject().contains("shop"), 60);
        service.ensureRuns();
        awaitPages();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(open()).isZero());
        assertThat(manager.log().substring(before).lines().filter(line -> line.startsWith("\tat org.hinoban.")))
                .as("traces of what everybody knows")
                .isEmpty();
    }

    @Test
    void doesNotHangWithADatabaseThatHangs() throws Exception {
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        database.freeze(true);
        try {
            awaitSaid(phone, "The database has not answered since");
        } finally {
            database.freeze(false);
        }
        awaitPages();
    }

    @Test
    void endsAStatementThatSomebodyElseHoldsUp() throws Exception {
        CompletableFuture<Void> holds = CompletableFuture.runAsync(() -> {
            try {
                database.query("BEGIN; LOCK TABLE access_account; SELECT pg_sleep(60); COMMIT");
            } catch (IOException | InterruptedException e) {
                // It is ended below.
                throw new IllegalStateException(e);
            }
        });
        await().atMost(PATIENCE)
                .until(() -> database.query("SELECT count(*) FROM pg_locks WHERE granted AND mode ="
                                + " 'AccessExclusiveLock' AND relation = 'access_account'::regclass")
                        .equals("1"));
        Phone phone = new Phone(manager.url());

        phone.login("admin", Manager.PASSWORD);

        assertThat(database.log()).contains("canceling statement due to statement timeout");
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK%'");
        await().atMost(PATIENCE).until(holds::isDone);
        awaitPages();
    }

    @Test
    void saysThatNoneIsConfiguredAndTakesAnotherOneWhileItRuns() throws Exception {
        manager.configure(FILE, "url = jdbc:nonsense:x\n");
        awaitSaid(new Phone(manager.url()), "No database has been configured since");
        assertThat(manager.log())
                .contains("none is configured")
                .contains("its url begins with neither jdbc:sqlite: nor jdbc:postgresql:");

        manager.configure(FILE, "url = jdbc:sqlite:" + manager.data().resolve("db/other.db") + "\n");
        awaitPages();
        assertThat(manager.data().resolve("db/other.db")).exists();

        manager.configure(FILE, database.configuration());
        awaitPages();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(open()).isZero());
    }

    private static int open() throws Exception {
        return Integer.parseInt(database.query("SELECT count(*) FROM incident_incident WHERE recovered IS NULL"));
    }

    private static void awaitSaid(Phone phone, String words) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(phone.page("/").body()).contains(words));
    }

    private static void awaitPages() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD)
                                .page("/")
                                .statusCode())
                        .isEqualTo(200));
    }
}
