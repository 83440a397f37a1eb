package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hinoban.itests.tools.Elsewhere;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and networks do wrong gets a clear page, and changes nothing. */
@ExtendWith(Stage.class)
final class BadInputITest {
    /** More wrong ones than anybody is let try. */
    private static final int MANY = 20;

    private static final String RESTART = "form[action$='/restart'] button";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nonsense",
                "/servers/none",
                "/servers/web01/none",
                "/servers/web01/software/service/none",
                "/servers/web01/software/service/none/restart",
                "/servers/web01/software/service/~zz",
                "/incidents/none",
                "/i/none",
                "/mailbox/999999",
            })
    void saysThatThereIsNoSuchPage(String path, Stage.Set stage) throws IOException {
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            phone.open(path);
            phone.login();
            assertThat(phone.open(path).status()).isEqualTo(404);
            assertThat(phone.heading()).isNotBlank();
            assertThat(phone.text()).doesNotContain("Exception", "Jetty", "org.hinoban.");
            phone.looksRight(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/servers/%2F", "/servers//web01", "/servers/web01%5C", "/%ff", "/servers/%25"})
    void refusesWhatIsNoUrlOfOursWithAPageOfOurs(String path, Stage.Set stage)
            throws IOException, InterruptedException {
        HttpResponse<String> response = new Watch(stage.manager()).phone().page(path);
        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("Jetty", "Exception").contains("viewport");
    }

    @Test
    void doesADoubleTapOnce(Stage.Set stage) throws Exception {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        watch.killAndAwaitMail(stage.webshop());
        int before = stage.webshop().starts();
        JsonNode restart = action(watch.phone(), stage.webshop(), "restart");
        Map<String, String> fields = fields(restart);

        ExecutorService fingers = Executors.newFixedThreadPool(4);
        try {
            List<Future<HttpResponse<String>>> taps = fingers.invokeAll(Collections.nCopies(
                    4, () -> watch.phone().post(restart.path("url").asText(), fields, "application/json")));
            for (Future<HttpResponse<String>> tap : taps) {
                assertThat(tap.get().statusCode()).as(tap.get().body()).isEqualTo(200);
            }
        } finally {
            fingers.shutdownNow();
        }
        watch.awaitState(stage.webshop(), "normal");
        assertThat(stage.webshop().starts()).isEqualTo(before + 1);
        watch.logout();
    }

    @Test
    void asksAgainWhenTheStateHasChangedSinceThePageWasDrawn(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        watch.killAndAwaitMail(stage.webshop());
        try (Handset phone = stage.handset(Handset.Form.ENGLISH.withoutScript())) {
            phone.open(stage.webshop().page());
            phone.login();
            watch.settle(stage.webshop());
            int before = stage.webshop().starts();

            phone.tap(RESTART);

            assertThat(phone.text()).contains("Nothing was done");
            assertThat(stage.webshop().starts()).isEqualTo(before);
            phone.looksRight("changed meanwhile");
            phone.shoot("6-changed-meanwhile");
            phone.logout();
        }
    }

    @Test
    void goesOnWithAFormWhoseSessionHadEnded(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        watch.killAndAwaitMail(stage.webshop());
        int before = stage.webshop().starts();
        try (Handset phone = stage.handset(Handset.Form.ENGLISH.withoutScript())) {
            phone.open(stage.webshop().page());
            phone.login();
            phone.losesItsSession();

            phone.tap(RESTART);
            assertThat(phone.text()).contains("session");
            phone.looksRight("session ended");
            phone.shoot("7-session-ended");
            phone.login();
            phone.looksRight("go on");
            phone.shoot("8-go-on");
            assertThat(stage.webshop().starts())
                    .as("nothing is done by a login")
                    .isEqualTo(before);
            phone.tap("form[action$='/restart'] button");

            watch.awaitState(stage.webshop(), "normal");
            assertThat(stage.webshop().starts()).isEqualTo(before + 1);
            phone.logout();
        }
    }

    /** What is written back while it is read is lost now and then. */
    @Test
    void leavesTheOperatorsFilesAsTheyWereWritten(Stage.Set stage) throws IOException {
        Path data = stage.manager().data();
        assertThat(Files.getLastModifiedTime(data.resolve("etc/org.hinoban.connector.local.cfg")))
                .isLessThan(Files.getLastModifiedTime(data.resolve("run/console.port")));
    }

    @Test
    void saysThatAComponentHasVanished(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        try (Service fleeting = Service.start("fleeting")) {
            stage.manager().configure(fleeting.configurationFile(), fleeting.configuration());
            watch.awaitState(fleeting, "normal");
            try (Handset phone = stage.handset(Handset.Form.ENGLISH.withoutScript())) {
                phone.open(fleeting.page());
                phone.login();
                stage.manager().forget(fleeting.configurationFile());
                Watch.await().until(() -> watch.phone().page(fleeting.page()).statusCode() == 404);
                phone.tap(RESTART);
                assertThat(phone.text()).contains("There is no service fleeting");
                assertThat(fleeting.starts()).isEqualTo(1);
                phone.looksRight("vanished");
                phone.shoot("9-vanished");
                phone.logout();
            }
        }
    }

    @Test
    void hasAJsonFormOfEachPage(Stage.Set stage) throws IOException, InterruptedException {
        Phone phone = new Watch(stage.manager()).phone();
        for (String path : List.of(
                "/",
                "/servers/web01",
                "/servers/web01/hardware",
                "/servers/web01/software",
                stage.webshop().page(),
                "/incidents",
                "/mailbox",
                "/settings",
                "/account")) {
            JsonNode page = phone.json(path);
            assertThat(page.path("title").asText()).as(path).isNotBlank();
            assertThat(page.path("path").asText()).as(path).isEqualTo(path);
            assertThat(page.path("sections").isArray()).as(path).isTrue();
        }
        assertThat(phone.json("/nonsense").path("error").asText()).isEqualTo("not-found");
        assertThat(phone.get("/nonsense", "application/json").statusCode()).isEqualTo(404);
        assertThat(new Phone(stage.manager().url()).get("/", "application/json").statusCode())
                .isEqualTo(401);
    }

    @Test
    void doesNothingOnAGet(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        int before = stage.webshop().starts();
        JsonNode written = watch.phone().json("/audit").path("sections");

        String id = "id-of-a-get";
        String restart = stage.webshop().page() + "/restart";
        watch.phone().page(restart + "?confirm=yes&expected=normal");
        watch.phone().page(restart + "?confirm=yes&id=" + id + "&expected=normal");

        assertThat(watch.phone().json("/audit").path("sections")).isEqualTo(written);
        assertThat(watch.phone().page(restart + "?id=" + id).statusCode())
                .as("no execution is known")
                .isEqualTo(404);
        assertThat(stage.webshop().starts()).isEqualTo(before);
        assertThat(stage.webshop().process()).isPresent();
    }

    @Test
    void refusesAFormFromElsewhereAndOneWithoutItsToken(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        int before = stage.webshop().starts();
        Map<String, String> fields = fields(action(watch.phone(), stage.webshop(), "restart"));
        fields.put("csrf", "guess");
        fields.put("confirm", "yes");
        assertThat(watch.phone()
                        .post(stage.webshop().page() + "/restart", fields)
                        .statusCode())
                .isEqualTo(403);
        assertThat(stage.webshop().starts()).isEqualTo(before);
    }

    @Test
    void slowsAGuesserDownWithoutLockingTheOwnerOut(Stage.Set stage) throws IOException, InterruptedException {
        // From an address of its own: what it is told to wait is no other test's matter.
        try (Elsewhere elsewhere = new Elsewhere(stage.manager().url())) {
            Phone guesser = new Phone(elsewhere.url());
            HttpResponse<String> slowed = guesser.login("admin", "guess");
            for (int wrong = 1; slowed.statusCode() == 401 && wrong < MANY; wrong++) {
                slowed = guesser.login("admin", "guess-" + wrong);
            }
            assertThat(slowed.statusCode()).isEqualTo(429);
            assertThat(slowed.body()).contains("Too many wrong attempts", "name=\"password\"");

            for (URI way : List.of(stage.manager().url(), elsewhere.url())) {
                Phone owner = new Phone(way);
                Watch.await().until(() -> owner.login("admin", Manager.PASSWORD).statusCode() == 303);
                assertThat(owner.get("/", "application/json").statusCode()).isEqualTo(200);
            }
        }
    }

    private static JsonNode action(Phone phone, Service service, String verb) throws IOException, InterruptedException {
        for (JsonNode action : phone.json(service.page()).path("actions")) {
            if (action.path("url").asText().endsWith("/" + verb)) {
                return action;
            }
        }
        throw new AssertionError("No " + verb + " on " + phone.json(service.page()));
    }

    private static Map<String, String> fields(JsonNode action) {
        Map<String, String> fields = new HashMap<>();
        action.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }
}
