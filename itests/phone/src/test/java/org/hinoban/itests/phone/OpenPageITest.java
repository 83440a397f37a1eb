package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Guest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page that is open follows what happens. */
@ExtendWith(Stage.class)
final class OpenPageITest {
    @Test
    void aBundleAppearsOnItAndLeavesIt(Stage.Set stage) throws Exception {
        Path deploy = stage.manager().data().resolve("deploy");
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            phone.open("/servers/web01");
            phone.login();
            assertThat(phone.text()).doesNotContain("Weather");
            phone.page().evaluate("() => { window.stayed = true; }");

            long begun = System.nanoTime();
            Guest.install(deploy);
            Watch.await().untilAsserted(() -> assertThat(phone.text()).contains("Weather"));
            double came = (System.nanoTime() - begun) / 1e9;
            phone.shoot("open-1-guest");
            begun = System.nanoTime();
            Guest.uninstall(deploy);
            Watch.await().untilAsserted(() -> assertThat(phone.text()).doesNotContain("Weather"));
            double left = (System.nanoTime() - begun) / 1e9;

            assertThat(phone.page().evaluate("() => window.stayed"))
                    .as("the same page all the time")
                    .isEqualTo(true);
            new Figures("guest-on-an-open-page", "appears after s", "leaves after s")
                    .row(came, left)
                    .write();
        } finally {
            Guest.uninstall(deploy);
        }
    }

    @Test
    void aFaultAppearsOnItWithItsRepairAlsoBehindAnswersThatFail(Stage.Set stage) throws Exception {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            // What is seen of the manager while its pages are exchanged: a page of which nobody is the visitor.
            String bare = phone.open("/servers/web01%2Fx").text();
            phone.open("/servers/web01/software");
            phone.login();
            assertThat(phone.state(stage.webshop().page())).isEqualTo("normal");
            String heading = phone.heading();
            AtomicInteger asked = new AtomicInteger();
            AtomicBoolean away = new AtomicBoolean(true);
            phone.page().route("**/software", route -> {
                if (asked.incrementAndGet() == 1) {
                    route.abort();
                } else if (away.get()) {
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(503)
                            .setBody(bare)
                            .setContentType("text/html"));
                } else {
                    route.resume();
                }
            });
            stage.webshop().kill();
            phone.page().waitForCondition(() -> phone.text().contains("Connection lost"));
            assertThat(phone.heading()).isEqualTo(heading);
            away.set(false);
            Watch.await()
                    .untilAsserted(() ->
                            assertThat(phone.state(stage.webshop().page())).isEqualTo("abnormal"));
            assertThat(phone.text()).doesNotContain("Connection lost");
            stage.webshop().ensureRuns();
            Watch.await()
                    .untilAsserted(() ->
                            assertThat(phone.state(stage.webshop().page())).isEqualTo("normal"));
        } finally {
            stage.webshop().ensureRuns();
        }
    }

    @Test
    void asksForTheLoginOnceTheSessionHasEnded(Stage.Set stage) {
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            // Streams that end at once, so that the next one is asked for soon.
            AtomicBoolean lasts = new AtomicBoolean(true);
            phone.page().route("**/events?*", route -> {
                if (lasts.get()) {
                    route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/event-stream")
                            .setBody("retry: 500\nevent: beat\ndata:\n\n"));
                } else {
                    route.resume();
                }
            });
            phone.open("/servers/web01/software");
            phone.login();
            phone.losesItsSession();
            lasts.set(false);
            phone.page().waitForSelector("input[name=password]");
            assertThat(phone.text()).doesNotContain("Connection lost");
        }
    }

    @Test
    void whoTakesAnIncidentIsNamedToTheOthers(Stage.Set stage) throws Exception {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        String card = watch.killAndAwaitMail(stage.webshop()).getPath();
        try (Handset one = stage.handset(Handset.Form.ENGLISH);
                Handset two = stage.handset(Handset.Form.ENGLISH)) {
            two.open(card);
            two.login();
            one.open(card);
            one.login();
            one.tap("form[action$='/acknowledge'] button");
            Watch.await().untilAsserted(() -> assertThat(two.text()).contains("admin has it"));
            two.shoot("open-2-taken");
        } finally {
            stage.webshop().ensureRuns();
        }
    }
}
