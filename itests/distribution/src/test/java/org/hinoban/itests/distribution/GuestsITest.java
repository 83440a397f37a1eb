package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A third party's bundle comes, behaves, misbehaves and goes. */
final class GuestsITest {
    private static final String MENU = "/servers/" + Manager.SERVER;

    private static Distribution distribution;
    private static Phone phone;

    @BeforeAll
    static void starts() throws IOException, InterruptedException {
        distribution = Distribution.start();
        phone = Phone.loggedIn(distribution.url(), "admin", Manager.PASSWORD);
    }

    @AfterAll
    static void ends() {
        if (distribution != null) {
            distribution.close();
        }
    }

    @Test
    void comesAndGoesWhileTheMenuIsLooked() throws Exception {
        assertThat(phone.page(MENU).body()).doesNotContain("Weather");
        distribution.install(Guests.bundle());
        awaitMenu(true);
        distribution.uninstall();
        awaitMenu(false);
        assertThat(phone.page(MENU + "/weather").statusCode()).isEqualTo(404);
    }

    private static void awaitMenu(boolean there) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        phone.page(MENU).body().contains("Weather"))
                .isEqualTo(there));
    }
}
