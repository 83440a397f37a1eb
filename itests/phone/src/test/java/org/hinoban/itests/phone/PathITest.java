package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the mail's link to the verified repair. */
@ExtendWith(Stage.class)
final class PathITest {
    private static final int MAX_TAPS = 3;
    private static final int MAX_FIELDS = 2;
    private static final long LOGIN_BYTES = 4 * 1024;
    private static final long PAGE_BYTES = 8 * 1024;
    private static final Figures WEIGHTS =
            new Figures("page-weights", "page", "language", "script", "requests", "body bytes", "header bytes");
    private static final Map<String, String> REPAIRED = Map.of("en", "webshop runs again", "ja", "webshop は再び稼働しています");

    static Stream<Arguments> phones() {
        return Stream.of("en", "ja")
                .flatMap(language -> Stream.of(true, false)
                        .map(script -> Arguments.of(new Handset.Form(language, script, language.equals("ja"), false))));
    }

    @ParameterizedTest
    @MethodSource("phones")
    void repairsFromTheMailWithThreeTapsAndTwoFields(Handset.Form form, Stage.Set stage)
            throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        URI link = watch.killAndAwaitMail(stage.webshop());
        String suffix = "-" + form.language() + (form.script() ? "" : "-no-script");

        try (Handset phone = stage.handset(form)) {
            Instant begun = Instant.now();
            assertThat(phone.open(link.toString()).status()).isEqualTo(200);
            assertThat(phone.page().locator("html").getAttribute("lang")).isEqualTo(form.language());
            weigh(phone, "login", form, LOGIN_BYTES, 1);
            assertThat(phone.read()).containsSubsequence(Reading.of(form).login());
            phone.looksRight("login");
            phone.shoot("1-login" + suffix);

            phone.login();
            // The script comes with the first page that has one, and stays.
            weigh(phone, "fix card", form, PAGE_BYTES, form.script() ? 2 : 1);
            assertThat(phone.read()).containsSubsequence(Reading.of(form).card());
            assertThat(phone.state(stage.webshop().page())).isEqualTo("abnormal");
            phone.looksRight("fix card");
            phone.shoot("2-fixcard" + suffix);

            String repair = "form[action$='/software/service/webshop/restart'] button";
            phone.tap(repair);
            if (phone.page().locator("input[name=confirm]").count() > 0) {
                phone.looksRight("confirmation");
                phone.shoot("3-confirm" + suffix);
                phone.tap("form:has(input[name=confirm]) button");
            }
            weigh(phone, "result", form, PAGE_BYTES, 1);
            Watch.await()
                    .untilAsserted(() ->
                            assertThat(phone.heading()).as(phone.text()).isEqualTo(REPAIRED.get(form.language())));
            WEIGHTS.row(
                    "seconds from link to verified",
                    form.language(),
                    form.script(),
                    "",
                    Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                    "");
            assertThat(phone.read()).containsSubsequence(Reading.of(form).result());
            if (form.script()) {
                assertThat(phone.heard()).contains(Reading.of(form).proof());
            }
            phone.looksRight("result");
            phone.shoot("4-verified" + suffix);

            assertThat(phone.taps()).isLessThanOrEqualTo(MAX_TAPS);
            assertThat(phone.fields()).isLessThanOrEqualTo(MAX_FIELDS);
        }
        watch.awaitState(stage.webshop(), "normal");
        assertThat(stage.webshop().process()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("phones")
    void theFaultStandsOutFromServerToComponent(Handset.Form form, Stage.Set stage)
            throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        watch.killAndAwaitMail(stage.webshop());

        try (Handset phone = stage.handset(form)) {
            phone.open("/");
            phone.login();
            List<String> way = List.of(
                    "/servers/web01",
                    "/servers/web01/software",
                    "/servers/web01/software/service",
                    stage.webshop().page());
            int step = 0;
            for (String path : way) {
                if (phone.page().locator("a[data-path='" + path + "']").count() == 0) {
                    continue;
                }
                assertThat(phone.state(path)).as(path).isEqualTo("abnormal");
                weigh(phone, "way to " + path, form, PAGE_BYTES, form.script() && step == 0 ? 2 : 1);
                phone.looksRight("page before " + path);
                phone.shoot("way-" + ++step + "-" + form.language() + (form.script() ? "" : "-no-script"));
                phone.tap("a[data-path='" + path + "']");
            }
            assertThat(step).as("lists on the way").isGreaterThanOrEqualTo(3);
            phone.looksRight("component");
            phone.shoot("way-component-" + form.language() + (form.script() ? "" : "-no-script"));
            assertThat(phone.page()
                            .locator("form[action$='/webshop/restart'] button")
                            .count())
                    .isPositive();
        } finally {
            stage.webshop().ensureRuns();
        }
    }

    @AfterAll
    static void writesTheWeights() throws IOException {
        WEIGHTS.write();
    }

    private static void weigh(Handset phone, String page, Handset.Form form, long budget, int requests) {
        Handset.Load load = phone.load();
        WEIGHTS.row(page, form.language(), form.script(), load.requests(), load.bodyBytes(), load.headerBytes());
        assertThat(load.bodyBytes()).as("bytes of " + page).isLessThanOrEqualTo(budget);
        assertThat(load.requests()).as("requests of " + page).isEqualTo(requests);
    }
}
