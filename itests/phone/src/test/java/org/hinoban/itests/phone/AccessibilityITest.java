package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What axe finds against WCAG 2.2 AA and what it recommends, in both languages, by day and by night. */
@ExtendWith(Stage.class)
final class AccessibilityITest {
    private static final String RUN = """
            async () => (await axe.run(document, {
                resultTypes: ['violations'],
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
              })).violations
              .map(v => `${v.id}: ${v.help} – ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`)
            """;

    private static final String BACKGROUND =
            "selector => getComputedStyle(document.querySelector(selector)).backgroundColor";

    static Stream<Handset.Form> phones() {
        return Stream.of("en", "ja")
                .flatMap(language -> Stream.of(true, false).map(dark -> new Handset.Form(language, true, dark, false)));
    }

    @ParameterizedTest
    @MethodSource("phones")
    void findsNothingToComplainAbout(Handset.Form form, Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        String card = watch.killAndAwaitMail(stage.webshop()).getPath();
        String axe = axe();
        Map<String, List<?>> found = new LinkedHashMap<>();
        try (Handset phone = stage.handset(form)) {
            phone.open(card);
            look(phone, axe, "login", found);
            phone.login();
            for (String path : List.of(
                    card,
                    "/",
                    "/servers/web01",
                    "/servers/web01/software",
                    "/servers/web01/hardware",
                    stage.webshop().page(),
                    stage.webshop().page() + "/log",
                    stage.webshop().page() + "/restart",
                    "/servers/web01/lease",
                    "/?find=nothing",
                    "/incidents",
                    "/mailbox",
                    "/settings",
                    "/account",
                    "/account/password",
                    "/operators",
                    "/operators/admin",
                    "/audit",
                    "/extensions",
                    "/nonsense")) {
                phone.open(path);
                look(phone, axe, path, found);
            }
            phone.logout();
        } finally {
            stage.webshop().ensureRuns();
        }
        assertThat(found).isEmpty();
    }

    @Test
    void whatIsAbnormalStandsOutInTheReadersOwnColours(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        watch.killAndAwaitMail(stage.webshop());
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            phone.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            phone.open("/");
            phone.login();
            assertThat(phone.page().evaluate(BACKGROUND, "[data-state=abnormal]"))
                    .isNotEqualTo(phone.page().evaluate(BACKGROUND, "body"));
            phone.logout();
        } finally {
            stage.webshop().ensureRuns();
        }
    }

    @Test
    void aScreenReaderIsToldOfARepair(Stage.Set stage) throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        watch.killAndAwaitMail(stage.webshop());
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            phone.open("/servers/web01");
            phone.login();
            stage.webshop().ensureRuns();
            Watch.await().untilAsserted(() -> assertThat(phone.heard()).isEqualTo("web01, Normal"));
            phone.logout();
        } finally {
            stage.webshop().ensureRuns();
        }
    }

    private static void look(Handset phone, String axe, String name, Map<String, List<?>> found) {
        phone.page().evaluate(axe);
        List<?> violations = phone.unrolled(() -> (List<?>) phone.page().evaluate(RUN));
        if (!violations.isEmpty()) {
            found.put(name, violations);
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = AccessibilityITest.class.getResourceAsStream("/axe.min.js")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
