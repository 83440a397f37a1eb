package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.time.Duration;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two people never operate the same server at once. The steps of one night, in their order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TwoPhonesITest {
    private static final String OTHER = "night2";
    private static final String ASK = "form[action$='/lease/ask'] button";
    private static final String TAKE = "form[action$='/lease/take'] button";
    private static final String RESTART = "form[action$='/restart'] button";
    private static final String CONFIRM = "form:has(input[name=confirm]) button";

    private static Service webshop;
    private static Manager manager;
    private static Playwright playwright;
    private static Handset one;
    private static Handset two;

    @BeforeAll
    static void twoLogIn() throws IOException, InterruptedException {
        webshop = Service.start("webshop");
        manager = Manager.setup()
                .file(webshop.configurationFile(), webshop.configuration())
                .start();
        Operators.add(manager, OTHER);
        playwright = Playwright.create();
        Browser browser = Handset.browser(playwright);
        new Watch(manager).settle(webshop);
        one = Handset.of(browser, manager.url(), Handset.Form.ENGLISH);
        one.open(webshop.page());
        one.login();
        two = Handset.of(browser, manager.url(), Handset.Form.ENGLISH);
        two.open(webshop.page());
        assertThat(two.text()).as("who is logged in, below the form").contains("admin");
        two.login(OTHER, Manager.PASSWORD);
    }

    @AfterAll
    static void ends() throws IOException, InterruptedException {
        if (playwright != null) {
            playwright.close();
        }
        if (manager != null) {
            manager.close();
        }
        webshop.close();
    }

    @Test
    @Order(1)
    void theFirstActionTakesTheLease() {
        restart(one);
        two.open("/servers/web01");
        assertThat(two.text()).contains("admin operates");
        two.open("/");
        assertThat(two.text()).contains("admin operates");
        two.shoot("two-1-others-see-who");
    }

    @Test
    @Order(2)
    void theOtherIsToldAndMayAsk() throws IOException {
        int before = webshop.starts();
        two.open(webshop.page());
        two.tap(RESTART);
        if (two.page().locator(CONFIRM).count() > 0 && two.page().locator(ASK).count() == 0) {
            two.tap(CONFIRM);
        }
        assertThat(two.text()).contains("admin operates");
        assertThat(two.page().locator(TAKE).count()).isZero();
        two.looksRight("held");
        two.shoot("two-2-held");
        two.tap(ASK);
        assertThat(two.text()).contains("You asked admin");
        assertThat(webshop.starts()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void theHolderMayKeepIt() {
        Watch.await()
                .untilAsserted(
                        () -> assertThat(one.text()).as("live on the open page").contains(OTHER + " asks to operate"));
        one.looksRight("asked");
        one.shoot("two-3-asked");
        one.tap("form[action$='/lease/refuse'] button");
        Watch.await().untilAsserted(() -> assertThat(two.text()).contains("admin keeps it"));
        two.shoot("two-4-kept");
    }

    @Test
    @Order(4)
    void silenceGrantsIt() throws IOException, InterruptedException {
        Watch.await().untilAsserted(() -> {
            two.logout();
            two.open("/servers/web01/lease");
            two.login(OTHER, Manager.PASSWORD);
            assertThat(two.page().locator(ASK).count()).isPositive();
        });
        // A sign of the holder's: this one is not idle.
        one.open(webshop.page());
        two.tap(ASK);
        Watch.await()
                .untilAsserted(
                        () -> assertThat(two.page().locator(TAKE).count()).isPositive());
        two.tap(TAKE);
        Watch.await().untilAsserted(() -> {
            two.open("/servers/web01/lease");
            assertThat(two.text()).contains("You operate it");
        });
    }

    @Test
    @Order(5)
    void whatAStalePhoneSendsIsNotDone() throws IOException {
        int before = webshop.starts();
        one.tap(RESTART);
        if (one.page().locator(CONFIRM).count() > 0) {
            one.tap(CONFIRM);
        }
        assertThat(one.text()).containsAnyOf("Nothing was done", OTHER + " operates");
        assertThat(webshop.starts()).isEqualTo(before);
        one.looksRight("stale");
        one.shoot("two-5-stale");
    }

    @Test
    @Order(6)
    void anIdlePhoneIsTakenOverWithOneTap() {
        restart(two);
        // Nobody touches the second phone any more; its open page is no sign of its owner.
        Watch.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    one.open("/servers/web01/lease");
                    assertThat(one.page().locator(TAKE).count()).isPositive();
                });
        one.looksRight("idle");
        one.shootWhole("two-6-idle", Handset.WIDTH);
        one.open("/servers/web01/lease?lang=ja");
        one.looksRight("idle, ja");
        one.shootWhole("two-6-idle-ja", Handset.NARROW);
        one.open("/servers/web01/lease?lang=en");
        one.tap(TAKE);
        one.open("/servers/web01/lease");
        assertThat(one.text()).contains("You operate it");
        two.open("/servers/web01");
        assertThat(two.text()).contains("admin operates");
    }

    private static void restart(Handset phone) {
        phone.open(webshop.page());
        phone.tap(RESTART);
        if (phone.page().locator(CONFIRM).count() > 0) {
            phone.tap(CONFIRM);
        }
        Watch.await()
                .untilAsserted(
                        () -> assertThat(phone.heading()).as(phone.text()).isEqualTo("webshop runs again"));
    }
}
