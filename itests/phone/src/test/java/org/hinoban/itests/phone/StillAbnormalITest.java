package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A repair that does not hold. */
@ExtendWith(Stage.class)
final class StillAbnormalITest {
    @Test
    void saysSoWithTheNewLogLinesWhenTheServiceDiesAfterThreeSeconds(Stage.Set stage)
            throws IOException, InterruptedException {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        URI link = watch.killAndAwaitMail(stage.webshop());
        stage.webshop().liveFor(3);

        try (Handset phone = stage.handset(Handset.Form.ENGLISH)) {
            phone.open(link.toString());
            phone.login();
            phone.tap("form[action$='/webshop/restart'] button");
            Watch.await()
                    .untilAsserted(
                            () -> assertThat(phone.heading()).as(phone.text()).isEqualTo("webshop still abnormal"));
            assertThat(phone.state(stage.webshop().page())).isEqualTo("abnormal");
            assertThat(phone.text()).contains("fatal: no connection to the database");
            phone.looksRight("still abnormal");
            phone.shootWhole("5-still-abnormal", Handset.WIDTH);
            readElsewhere(stage, URI.create(phone.page().url()));

            stage.webshop().liveFor(0);
            phone.tap("form[action*='/webshop/'] button");
            Watch.await()
                    .untilAsserted(
                            () -> assertThat(phone.heading()).as(phone.text()).isEqualTo("webshop runs again"));
            phone.logout();
        }
    }

    /** The same verdict in the other language, in the dark and without script. */
    private static void readElsewhere(Stage.Set stage, URI verdict) {
        Handset.Form form = new Handset.Form("ja", false, true, false);
        try (Handset phone = stage.handset(form)) {
            phone.open(verdict.getRawPath() + "?" + verdict.getRawQuery());
            phone.login();
            assertThat(phone.state(stage.webshop().page())).isEqualTo("abnormal");
            phone.looksRight("still abnormal, " + form.label());
            phone.shootWhole("5-still-abnormal-" + form.label(), Handset.NARROW);
        }
    }
}
