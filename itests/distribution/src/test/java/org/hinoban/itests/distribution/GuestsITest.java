package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Guest;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A third party's bundle comes, behaves, misbehaves and goes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GuestsITest {
    private static final String MENU = "/servers/" + Manager.SERVER;
    private static final Pattern REFERENCE = Pattern.compile("[Rr]eference in the log: ([A-Za-z0-9_-]+)");
    private static final int HANGING = 10;
    /** How long a handler is let. */
    private static final double PATIENCE_MILLIS = 10_000;

    private static final int LOOKS = 40;

    private static Distribution distribution;
    private static Phone phone;

    @BeforeAll
    static void starts() throws Exception {
        distribution = Distribution.start();
        phone = Phone.loggedIn(distribution.url(), "admin", Manager.PASSWORD);
        assertThat(phone.page(MENU).body()).contains(MENU + "/software").doesNotContain("Weather");
        Guest.install(distribution.deploy());
        awaitMenu(true);
    }

    @AfterAll
    static void ends() {
        if (distribution != null) {
            distribution.close();
        }
    }

    @Test
    @Order(1)
    void isDrawnWithoutBeingCreated() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(phone.page(MENU).body()).contains("Weather");
        }
        assertThat(distribution.created()).as("handlers created by drawing").isZero();
        assertThat(phone.page(MENU + "/weather").body()).contains("Rain");
        assertThat(distribution.created()).as("handlers created by opening").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "links", "nonsense"})
    @Order(2)
    void whoFailsIsNamedWithAReferenceThatStandsInTheLog(String how) throws IOException, InterruptedException {
        HttpResponse<String> page = phone.page(MENU + "/trouble/" + how);
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains(Guest.NAME).doesNotContain("secret reason", "Exception");
        Matcher reference = REFERENCE.matcher(page.body());
        assertThat(reference.find()).as(page.body()).isTrue();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(distribution.log()).contains("reference=" + reference.group(1) + " "));
        JsonNode error = phone.json(MENU + "/trouble/" + how);
        assertThat(error.path("error").asText()).isEqualTo("broken");
        assertThat(error.path("reference").asText()).isNotBlank();
    }

    /** It has written nothing for that. */
    @Test
    @Order(2)
    void hasItsTimesAmongTheMeasures() throws IOException, InterruptedException {
        phone.page(MENU + "/trouble/throws");
        Exposition measures = Exposition.parse(phone.page("/metrics").body());
        assertThat(measures.value("hinoban_handler_duration_seconds_count{bundle=\"" + Guest.NAME
                        + "\",call=\"open\",outcome=\"broken\"}"))
                .isPositive();
    }

    @Test
    @Order(3)
    void tenThatHangSlowNobodyElseDown() throws Exception {
        double before = median();
        ExecutorService people = Executors.newFixedThreadPool(HANGING);
        try {
            List<Future<HttpResponse<String>>> hanging = new ArrayList<>();
            for (int i = 0; i < HANGING; i++) {
                hanging.add(people.submit(() -> phone.page(MENU + "/trouble/hangs")));
            }
            Thread.sleep(500);
            double meanwhile = median();
            new Figures("hung-handlers", "hung handlers", "median ms of another page")
                    .row(0, before)
                    .row(HANGING, meanwhile)
                    .write();
            // Whoever had to wait for those that hang would wait as long as they are let.
            assertThat(meanwhile).isLessThan(PATIENCE_MILLIS / 2);
            for (Future<HttpResponse<String>> page : hanging) {
                assertThat(page.get().statusCode()).isIn(503, 504);
                assertThat(page.get().body()).contains(Guest.NAME);
            }
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    @Order(4)
    void leavesTheMenuAndItsPage() throws IOException, InterruptedException {
        Guest.uninstall(distribution.deploy());
        awaitMenu(false);
        assertThat(phone.page(MENU + "/weather").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(5)
    void comesAgain() throws Exception {
        Guest.install(distribution.deploy());
        awaitMenu(true);
        Guest.uninstall(distribution.deploy());
        awaitMenu(false);
    }

    private static double median() throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < LOOKS; i++) {
            long begun = System.nanoTime();
            assertThat(phone.page(MENU + "/software").statusCode()).isEqualTo(200);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        return millis.stream().sorted().toList().get(LOOKS / 2);
    }

    private static void awaitMenu(boolean there) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(phone.page(MENU).body().contains("Weather")).isEqualTo(there));
    }
}
