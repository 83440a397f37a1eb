package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    void aFaultAppearsOnItWithItsRepair(Stage.Set stage) throws Exception {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            phone.open("/servers/web01/software");
            phone.login();
            assertThat(phone.state(stage.webshop().page())).isEqualTo("normal");
            stage.webshop().kill();
            Watch.await()
                    .untilAsserted(() ->
                            assertThat(phone.state(stage.webshop().page())).isEqualTo("abnormal"));
            stage.webshop().ensureRuns();
            Watch.await()
                    .untilAsserted(() ->
                            assertThat(phone.state(stage.webshop().page())).isEqualTo("normal"));
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
