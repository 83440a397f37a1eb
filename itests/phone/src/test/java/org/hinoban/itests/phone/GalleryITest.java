package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hinoban.itests.crowd.Crowd;
import org.hinoban.itests.tools.Guest;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page there is, with more and longer content than anybody would like, fits on a phone. All of them are left behind
 * as pictures, to be looked at: {@code target/screenshots/gallery-*}. The system property {@code gallery} names other forms
 * of phones than the usual two, such as {@code en-dark,ja}, or {@code all}.
 */
@ExtendWith(Stage.class)
final class GalleryITest {
    private static final String OTHER = "night-shift.operator@example.org";
    private static final String CONFIRM = "form:has(input[name=confirm]) button";

    private static final Map<String, String> WORDS = Map.of("", """
            everything=Everything
            kind.down.title={0} stopped
            kind.down.content={0} ended with exit code 3.
            kind.down.advice=Restart {0}.
            """, "_ja", """
            everything=すべて
            kind.down.title={0} 停止
            kind.down.content={0} が終了コード 3 で終了しました。
            kind.down.advice={0} を再起動してください。
            """);

    static Stream<Handset.Form> phones() {
        String wanted = System.getProperty("gallery", "en,ja-no-script-dark");
        List<String> labels = List.of(wanted.split(","));
        return Handset.Form.all().filter(form -> wanted.equals("all") || labels.contains(form.label()));
    }

    @BeforeAll
    static void theCrowdComes(Stage.Set stage) throws Exception {
        Operators.add(stage.manager(), OTHER);
        Guest.install(stage.manager().data().resolve("deploy"));
        Stranger.drop(
                Guest.bundle(Crowd.NAME, Crowd.class.getPackageName(), WORDS),
                stage.manager().data().resolve("deploy/crowd.jar"));
        Watch watch = new Watch(stage.manager());
        Watch.await().until(() -> watch.state("/servers/crowd3").equals("unknown"));
        Watch.await().until(() -> watch.phone().page("/servers/web01").body().contains("Weather"));
    }

    @AfterAll
    static void theCrowdGoes(Stage.Set stage) throws Exception {
        Guest.uninstall(stage.manager().data().resolve("deploy"));
        java.nio.file.Files.deleteIfExists(stage.manager().data().resolve("deploy/crowd.jar"));
        Watch watch = new Watch(stage.manager());
        Watch.await().until(() -> watch.phone().page("/servers/crowd3").statusCode() == 404);
    }

    @ParameterizedTest
    @MethodSource("phones")
    void everyPageFits(Handset.Form form, Stage.Set stage) throws Exception {
        Watch watch = new Watch(stage.manager());
        watch.settle(stage.webshop());
        String card = watch.killAndAwaitMail(stage.webshop()).getPath();
        String service = stage.webshop().page();
        try (Handset phone = stage.handset(form);
                Handset other = stage.handset(form)) {
            Show show = new Show(phone, form);
            phone.open(card);
            show.page("login");
            phone.refusedLogin("nobody-" + form.language(), "wrong");
            show.page("login-wrong");
            phone.login();
            show.page("card");
            for (String path : List.of(
                    "/",
                    "/?page=2",
                    "/?find=crowd1",
                    "/?find=nothing",
                    "/servers/web01",
                    "/servers/web01/software",
                    "/servers/web01/hardware",
                    "/servers/web01/hardware/memory",
                    service,
                    service + "/log",
                    service + "/restart",
                    service + "/stop",
                    "/servers/web01/lease",
                    "/servers/web01/everything",
                    "/servers/web01/trouble",
                    "/servers/web01/trouble/throws",
                    "/servers/web01/trouble/nonsense",
                    "/servers/crowd0",
                    "/incidents",
                    "/mailbox",
                    "/mailbox/1",
                    "/account",
                    "/account/password",
                    "/settings",
                    "/operators",
                    "/operators/" + OTHER.replace("@", "~40"),
                    "/audit",
                    "/audit?find=nobody",
                    "/extensions",
                    "/servers/nobody",
                    "/nonsense")) {
                phone.open(path);
                show.page(path);
            }
            phone.open("/incidents");
            phone.tap("a[href^='/incidents/']:has-text('" + "60-letters" + "')");
            show.page("card-long");

            phone.open("/operators");
            phone.type("input[name=user]", "admin");
            phone.type("input[name=password]", "short");
            phone.tap("main form button");
            show.page("operators-refused");
            phone.open("/account/password");
            for (String field : List.of("password", "renewed", "again")) {
                phone.type("input[name=" + field + "]", field);
            }
            phone.tap("main form button");
            show.page("password-refused");
            phone.open(service + "/restart");
            phone.page().evaluate("() => { document.querySelector('input[name=csrf]').value = 'x'; }");
            phone.tap("main form button");
            show.page("token");

            other.open("/operators");
            other.login(OTHER, Manager.PASSWORD);
            new Show(other, form).page("forbidden");

            phone.open(card);
            phone.tap("form[action$='/restart'] button");
            show.page("result-verifying");
            Watch.await().until(() -> phone.page().locator("a.button[href='/']").count() > 0);
            show.page("result-verified");
            phone.open(card);
            show.page("card-recovered");
            other.open(service + "/restart");
            other.tap(CONFIRM);
            new Show(other, form).page("lease-held");
            other.tap("form[action$='/lease/ask'] button");
            new Show(other, form).page("lease-asked");
            phone.open("/");
            show.page("lease-asking");
            phone.tap("form[action$='/lease/refuse'] button");
            other.open("/servers/web01/lease");
            new Show(other, form).page("lease-refused");
        } finally {
            stage.webshop().ensureRuns();
        }
    }

    /** Looks at the page that a phone shows. */
    private record Show(Handset phone, Handset.Form form) {
        void page(String name) {
            String file = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            phone.shootWhole(
                    "gallery-" + form.label() + "-" + (file.isEmpty() ? "servers" : file),
                    form.dark() ? Handset.NARROW : Handset.WIDTH);
            phone.looksRight(name);
            assertThat(phone.page().locator("html").getAttribute("lang")).isEqualTo(form.language());
        }
    }
}
