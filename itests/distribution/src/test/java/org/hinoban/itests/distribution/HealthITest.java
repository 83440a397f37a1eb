package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Guest;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.PostgreSql;
import org.hinoban.itests.tools.SinkProcess;
import org.hinoban.itests.tools.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who watches the manager sees what it does, and hears nothing of it as soon as a fault might reach nobody. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HealthITest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String SECRET_PATH = "/ping-4f1c09";
    private static final String TOKEN = "t0ken-of-the-scraper";
    private static final String MISTYPED = "a-passw0rd-that-is-none";
    private static final String PRINTED = "printed-by-a-c0mmand";
    private static final String CHATTY = "/servers/" + Manager.SERVER + "/software/service/chatty";

    /** A row of the table of measures: names in code, type, labels. */
    private static final Pattern DESCRIBED =
            Pattern.compile("(?m)^\\| ((?:`hinoban_[a-z_]+`(?:, )?)+) \\| ([a-z]+) \\| ([a-z, ]*) ?\\| ");

    /** The two patterns for programs that read the log. */
    private static final Pattern PATTERNS =
            Pattern.compile("For Promtail[^`]*`([^`]+)`,\\s+and a new event begins with `([^`]+)`");

    private static final AtomicInteger pings = new AtomicInteger();
    private static final HttpClient client = HttpClient.newHttpClient();
    private static HttpServer receiver;
    private static SinkProcess mails;
    private static PostgreSql database;
    private static Manager manager;

    @BeforeAll
    static void starts() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(SECRET_PATH, exchange -> {
            pings.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        mails = SinkProcess.start();
        database = PostgreSql.start();
        Manager.Setup setup = Manager.setup();
        Path token = Files.writeString(setup.data().resolve("token"), TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        manager = setup.file("org.ops4j.datasource-hinoban.cfg", database.configuration())
                .file("org.hinoban.notification.mail.route-sink.cfg", mails.route())
                .file(
                        "org.hinoban.connector.local.service-chatty.cfg",
                        "start = echo " + PRINTED + "\nstop = echo " + PRINTED + "; exit 1\nstatus = echo " + PRINTED
                                + "\n")
                .file(
                        "org.hinoban.health.cfg",
                        "deadman.url = http://127.0.0.1:"
                                + receiver.getAddress().getPort() + SECRET_PATH
                                + "\ndeadman.seconds = " + INTERVAL.toSeconds() + "\nmetrics.token.file = " + token
                                + "\n")
                .start();
    }

    @AfterAll
    static void ends() throws Exception {
        if (manager != null) {
            manager.close();
        }
        if (database != null) {
            database.close();
        }
        if (mails != null) {
            mails.close();
        }
        receiver.stop(0);
    }

    @Test
    @Order(1)
    void isSoundAndSaysSo() throws Exception {
        awaitPings();
        HttpResponse<String> health = get("/healthz");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body().lines()).first().isEqualTo("ok");
        assertThat(health.body())
                .contains("database: normal", "event-log: normal", "dispatcher: normal", "channels: normal")
                .contains("connector-local: normal");
        JsonNode json = new ObjectMapper()
                .readTree(get("/healthz", "Accept", "application/json").body());
        assertThat(json.path("status").asText()).isEqualTo("ok");
        assertThat(json.path("parts").findValuesAsText("name")).contains("event-log", "dispatcher");
    }

    @Test
    @Order(2)
    void tellsItsMeasuresInAFormThatPrometheusReads() throws Exception {
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        phone.page("/servers/" + Manager.SERVER + "/software");
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        Exposition measures = Exposition.parse(answer.body());
        assertThat(measures.value("hinoban_part_sound{part=\"event-log\"}")).isEqualTo(1);
        assertThat(measures.value("hinoban_handler_duration_seconds_count{bundle=\"org.hinoban.menu.software\","
                        + "call=\"open\",outcome=\"ok\"}"))
                .isEqualTo(1);
        assertThat(measures.value("hinoban_http_requests_total{page=\"screen\",status=\"200\"}"))
                .isEqualTo(1);
        assertThat(measures.value("hinoban_logins_total{outcome=\"accepted\"}")).isEqualTo(1);
        assertThat(measures.value("hinoban_sessions")).isEqualTo(1);
        assertThat(measures.value("hinoban_dispatcher_lag_events")).isZero();
        assertThat(measures.value("process_resident_memory_bytes")).isGreaterThan(50e6);
        assertThat(measures.names())
                .contains(
                        "hinoban_build_info",
                        "hinoban_incidents_open",
                        "hinoban_events_total",
                        "hinoban_deliveries_waiting",
                        "hinoban_deliveries_oldest_waiting_seconds",
                        "hinoban_spool_reports",
                        "hinoban_connector_last_report_timestamp_seconds",
                        "hinoban_database_transaction_duration_seconds",
                        "hinoban_deadman_signs_total",
                        "process_cpu_seconds_total",
                        "process_open_fds",
                        "process_threads",
                        "process_start_time_seconds",
                        "jvm_memory_used_bytes");
    }

    @Test
    @Order(3)
    void showsItsMeasuresToNobodyBehindAProxyWithoutTheToken() throws Exception {
        assertThat(get("/metrics", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(403);
        assertThat(get("/metrics", "X-Forwarded-For", "203.0.113.9", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/metrics", "X-Forwarded-For", "203.0.113.9", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> health = get("/healthz", "X-Forwarded-For", "203.0.113.9");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("channels: normal\n").doesNotContain("sink");
    }

    @Test
    @Order(4)
    void fallsSilentWhenTheMailServerIsKilled() throws Exception {
        mails.kill();
        awaitSilence("channels");
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        assertThat(phone.page("/settings").body()).contains("No sign of life is sent to 127.0.0.1", "channels");
        mails.startAgain();
        awaitPings();
        assertThat(phone.page("/settings").body()).contains("127.0.0.1 took a sign of life at");
        assertThat(phone.page("/settings?lang=ja").body()).contains("生存信号", "127.0.0.1 が生存信号を受け取りました");
    }

    @Test
    @Order(5)
    void fallsSilentWhenTheDatabaseIsKilled() throws Exception {
        database.goAway();
        awaitSilence("event-log");
        database.comeBack();
        awaitPings();
    }

    @Test
    @Order(6)
    void fallsSilentWhenTheDispatcherStandsStill() throws Exception {
        Path deploy = manager.data().resolve("deploy");
        Path freezer = deploy.resolve("freezer.jar");
        Stranger.drop(Guest.bundle("org.example.freezer", "org.hinoban.itests.freezer", Map.of()), freezer);
        awaitSilence("dispatcher");
        Files.delete(freezer);
        awaitPings();
    }

    @Test
    @Order(7)
    void keepsSecretsAndWhatCommandsPrintOutOfItsLog() throws Exception {
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        Phone stranger = new Phone(manager.url());
        stranger.login("admin", MISTYPED);
        stranger.login(MISTYPED, MISTYPED);
        Map<String, String> fields = new HashMap<>();
        fields.put("csrf", phone.csrf(CHATTY));
        fields.put("id", "a-stop-that-fails");
        fields.put("expected", "normal");
        fields.put("confirm", "yes");
        HttpResponse<String> failed = phone.post(CHATTY + "/stop", fields, "application/json");
        assertThat(failed.body()).as("what is said of the command").contains(PRINTED);

        String log = manager.log();
        assertThat(log)
                .contains("No sign of life is sent", "Signs of life reach 127.0.0.1 again")
                .doesNotContain(SECRET_PATH, TOKEN, Manager.PASSWORD, PostgreSql.PASSWORD)
                .doesNotContain(MISTYPED, PRINTED, fields.get("csrf"));
        assertThat(phone.session())
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(log).doesNotContain(cookie.getValue()));
    }

    @Test
    @Order(8)
    void itsLogIsReadByThePatternsThatAreDescribed() throws Exception {
        Matcher described = PATTERNS.matcher(Files.readString(Checkout.ROOT.resolve("docs/observe.md")));
        assertThat(described.find()).isTrue();
        Pattern columns = Pattern.compile(described.group(1).replace("(?P<", "(?<"));
        Pattern beginning = Pattern.compile(described.group(2));

        List<String> lines = manager.log().lines().toList();
        List<String> events =
                lines.stream().filter(line -> beginning.matcher(line).find()).toList();

        assertThat(lines.get(0)).isEqualTo(events.get(0));
        assertThat(events).allSatisfy(event -> {
            Matcher columnsOfIt = columns.matcher(event);
            assertThat(columnsOfIt.matches()).as(event).isTrue();
            assertThat(OffsetDateTime.parse(columnsOfIt.group("time"))).isNotNull();
            assertThat(columnsOfIt.group("level")).isIn("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
        });
        assertThat(events).anyMatch(event -> event.contains("| org.hinoban.health"));
    }

    @Test
    @Order(9)
    void itsMeasuresAreThoseThatAreDescribed() throws Exception {
        assertThat(manager.console("hinoban:drill", "--json")).contains("passed");
        Exposition measures = Exposition.parse(get("/metrics").body());
        Set<String> described = new HashSet<>();
        Matcher row = DESCRIBED.matcher(Files.readString(Checkout.ROOT.resolve("docs/observe.md")));
        while (row.find()) {
            for (String name : row.group(1).replaceAll("[` ]", "").split(",")) {
                described.add(name);
                assertThat(measures.names()).contains(name);
                assertThat(measures.type(name)).as("type of " + name).isEqualTo(row.group(2));
                assertThat(String.join(", ", measures.labels(name)))
                        .as("labels of " + name)
                        .isEqualTo(Stream.of(row.group(3).split(", "))
                                .map(String::strip)
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        assertThat(measures.names().stream().filter(name -> name.startsWith("hinoban_")))
                .isSubsetOf(described);
    }

    /** A part is not sound, and from then on there is no sign of life. */
    private static void awaitSilence(String part) throws Exception {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            HttpResponse<String> health = get("/healthz");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).startsWith("not sound: ").contains(part);
        });
        // one that was under way may still arrive
        Thread.sleep(INTERVAL.toMillis());
        int before = pings.get();
        Thread.sleep(INTERVAL.multipliedBy(2).toMillis());
        assertThat(pings).as("signs of life").hasValue(before);
    }

    private static void awaitPings() {
        int before = pings.get();
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(pings).hasValueGreaterThan(before + 1));
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(manager.resolve(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
