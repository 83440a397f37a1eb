package org.hinoban.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House();
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void showsTheLoginFormInPlaceAndLeadsBackToThePageAskedFor() throws Exception {
        Phone phone = house.phone();
        HttpResponse<String> page = phone.get("/i/i7f3?lang=ja");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("lang=\"ja\"", "実行", "name=\"password\"");
        HttpResponse<String> in = phone.login("/i/i7f3", "night1", World.PASSWORD);
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/i/i7f3");
        assertThat(house.world.notes).containsExactly("opened night1");
        assertThat(phone.get("/i/i7f3").body()).contains("lang=\"ja\"", "Restart webshop");
    }

    @Test
    void givesNothingAwayWithoutASession() throws Exception {
        Phone phone = house.phone();
        for (String path : new String[] {"/servers/web01", "/nowhere", "/settings", "/incidents/i7f3"}) {
            assertThat(phone.get(path).body()).contains("name=\"password\"").doesNotContain("webshop");
            assertThat(phone.get(path, "Accept", "application/json").statusCode())
                    .isEqualTo(401);
        }
        assertThat(phone.get("/events").statusCode()).isEqualTo(401);
        assertThat(phone.get("/healthz").body()).isEqualTo("ok\n");
    }

    @Test
    void showsWhoIsLoggedInBelowTheForm() throws Exception {
        house.phone("night2");
        assertThat(house.phone().get("/login").body()).contains("Logged in now", "<li>night2</li>");
    }

    @Test
    void refusesALoginWithoutTheBrowsersToken() throws Exception {
        Map<String, String> fields = Map.of("user", "night1", "password", World.PASSWORD, "csrf", "guessed");
        assertThat(house.phone().post("/login", fields).statusCode()).isEqualTo(403);
        assertThat(house.world.known).isEmpty();
    }

    @Test
    void saysHowLongToWaitAndNotWhichOfTheTwoWasWrong() throws Exception {
        assertThat(house.phone().login("/", "slow", "x").body()).contains("Try again in 7.0 s");
        HttpResponse<String> wrong = house.phone().login("/", "night1", "wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("User ID or password is wrong", "value=\"night1\"");
    }

    @Test
    void neverLeadsToAnotherSiteAfterLogin() throws Exception {
        Phone phone = house.phone();
        Map<String, String> fields = Phone.form(phone.get("/login"), "/login");
        fields.putAll(Map.of("user", "night1", "password", World.PASSWORD, "to", "//evil.example.org/"));
        assertThat(phone.post("/login", fields).headers().firstValue("Location"))
                .contains("/");
    }

    @Test
    void refusesAFormWithoutItsTokenOrFromElsewhere() throws Exception {
        Phone phone = house.phone("night1");
        Map<String, String> fields = Phone.form(phone.get("/i/i7f3"), "/servers/web01" + World.RESTART);
        Map<String, String> forged = new HashMap<>(fields);
        forged.put("csrf", "guessed");
        assertThat(phone.post("/servers/web01" + World.RESTART, forged).statusCode())
                .isEqualTo(403);
        assertThat(phone.post("/servers/web01" + World.RESTART, fields, "Origin", "https://evil.example.org")
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.world.attempts).isEmpty();
        assertThat(phone.post("/servers/web01" + World.RESTART, fields, "Origin", "https://hinoban.example.org")
                        .statusCode())
                .isEqualTo(303);
        assertThat(house.world.attempts).hasSize(1);
    }

    @Test
    void keepsAFormWhoseSessionHadEnded() throws Exception {
        Phone phone = house.phone("night1");
        String restart = "/servers/web01" + World.RESTART;
        Map<String, String> fields = Phone.form(phone.get("/i/i7f3"), restart);
        fields.put("comment", "it <hangs>");
        house.world.known.clear();
        HttpResponse<String> ended = phone.post(restart, fields);
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).contains("Your session has ended");
        Map<String, String> login = Phone.form(ended, "/login");
        login.put("user", "night1");
        login.put("password", World.PASSWORD);
        login.put("f.comment", "it <hangs>");
        HttpResponse<String> again = phone.post("/login", login);
        assertThat(again.body()).contains("Go on: Restart webshop", "it &lt;hangs&gt;");
        assertThat(house.world.attempts).isEmpty();
        Map<String, String> kept = Phone.form(again, restart);
        assertThat(kept.get("id")).isEqualTo(fields.get("id"));
        assertThat(kept.get("csrf")).isNotEqualTo(fields.get("csrf"));
        assertThat(phone.post(restart, kept).statusCode()).isEqualTo(303);
        assertThat(house.world.attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.id()).isEqualTo(fields.get("id")));
    }

    @Test
    void sendsTheHeadersThatKeepOthersOut() throws Exception {
        HttpResponse<String> page = house.phone("night1").get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        HttpResponse<String> login = house.phone().get("/");
        assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void namesTheSessionsCookieAfterItsPort() throws Exception {
        try (House other = new House("127.0.0.1")) {
            String port = String.valueOf(other.base().getPort());
            Phone phone = other.phone();
            assertThat(phone.login("/login", "night1", World.PASSWORD).headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("hinoban-" + port + "=secret"));
            String[] forwarded = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "phone.example.org"};
            Phone behind = other.phone();
            Map<String, String> form = Phone.form(behind.get("/login", forwarded), "/login");
            form.putAll(Map.of("user", "night1", "password", World.PASSWORD));
            assertThat(behind.post("/login", form, forwarded).headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("__Host-hinoban=secret") && cookie.contains("; Secure"));
            assertThat(behind.get("/", forwarded).body()).contains("web01");
        }
    }

    @Test
    void believesForwardedHeadersOnlyOfListedProxies() throws Exception {
        String[] forwarded = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "phone.example.org"};
        assertThat(house.phone().get("/", forwarded).body()).doesNotContain("phone.example.org");
        try (House behind = new House("127.0.0.1")) {
            HttpResponse<String> page = behind.phone().get("/", forwarded);
            assertThat(page.body()).contains("phone.example.org");
            assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
        }
    }

    @Test
    void takesTheFirstStrangerBehindTheProxiesForTheClientAndNothingThatIsInvented() throws Exception {
        try (House behind = new House("127.0.0.1", "10.0.0.7", "2001:db8::7")) {
            loginFrom(behind, "X-Forwarded-For", "203.0.113.9");
            loginFrom(behind, "X-Forwarded-For", "198.51.100.1, 203.0.113.10, 10.0.0.7");
            loginFrom(behind, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.11:4711");
            loginFrom(behind, "X-Forwarded-For", "2001:db8::1, [2001:db8:1::9]:4711, 2001:db8::7, 10.0.0.7");
            loginFrom(behind, "Forwarded", "for=198.51.100.1;proto=https", "X-Forwarded-For", "203.0.113.12");
            loginFrom(behind, "Forwarded", "for=198.51.100.1");
            loginFrom(behind, "X-Forwarded-For", "198.51.100.1, unknown");
            assertThat(behind.world.clients)
                    .containsExactly(
                            "203.0.113.9",
                            "203.0.113.10",
                            "203.0.113.11",
                            "2001:db8:1::9",
                            "203.0.113.12",
                            "127.0.0.1",
                            "127.0.0.1");
        }
        loginFrom(house, "X-Forwarded-For", "198.51.100.1");
        assertThat(house.world.clients).containsExactly("127.0.0.1");
    }

    @Test
    void takesTheSchemeAndTheHostFromTheProxyThatTheClientReached() throws Exception {
        try (House behind = new House("127.0.0.1", "10.0.0.7")) {
            String page = behind.phone()
                    .get(
                            "/",
                            "X-Forwarded-For",
                            "198.51.100.1, 203.0.113.10, 10.0.0.7",
                            "X-Forwarded-Host",
                            "invented.example.org",
                            "X-Forwarded-Host",
                            "phone.example.org, inner.example.org")
                    .body();
            assertThat(page).contains("phone.example.org").doesNotContain("invented.example.org", "inner.example.org");
        }
    }

    private static void loginFrom(House house, String... headers) throws Exception {
        Phone phone = house.phone();
        Map<String, String> form = Phone.form(phone.get("/login", headers), "/login");
        form.putAll(Map.of("user", "night1", "password", "wrong"));
        assertThat(phone.post("/login", form, headers).statusCode()).isEqualTo(401);
    }

    @Test
    void answersHeadLikeGetAndOtherMethodsWith405() throws Exception {
        Phone phone = house.phone("night1");
        HttpResponse<String> head = phone.send("HEAD", "/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> delete = phone.send("DELETE", "/");
        assertThat(delete.statusCode()).isEqualTo(405);
        assertThat(delete.headers().firstValue("Allow")).contains("GET, HEAD, POST");
        assertThat(phone.send("POST", "/settings").statusCode()).isEqualTo(403);
    }

    @Test
    void drawsItsOwnPageForWhatTheServerItselfRefuses() throws Exception {
        HttpResponse<String> page = house.phone().get("/servers/web01%2Fx");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("That did not work", "The request could not be understood")
                .doesNotContain("Jetty");
    }

    @Test
    void refusesWhatIsNoFormAndWhatIsTooLarge() throws Exception {
        Phone phone = house.phone("night1");
        assertThat(phone.get("/servers/web01/x?a=%C3%28").statusCode()).isIn(400, 404);
        HttpResponse<String> large = phone.post("/login", Map.of("user", "x".repeat(400_000)));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("incomplete or too large");
    }

    @Test
    void saysSoWhenNotEvenTheVisitorCanBeFoundOut() throws Exception {
        Phone phone = house.phone("night1");
        house.world.broken = true;
        HttpResponse<String> page = phone.get("/");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("Something in the manager failed", "Reference in the log");
        assertThat(phone.get("/i/i7f3?find=a").body())
                .contains("<a class=\"button\" href=\"/i/i7f3?find=a\">Try again</a>");
        assertThat(phone.post("/i/i7f3", Map.of()).body()).doesNotContain("Try again");
    }

    @Test
    void doesNotSayAgainWhatANoticeSays() throws Exception {
        house.world.outcome = new Outcome.Refused(Text.plain("mail path degraded\nNothing is lost."));
        assertThat(house.phone("night1").get("/servers/web01/some").body())
                .containsOnlyOnce("mail path degraded")
                .contains("Nothing is lost.");
    }

    @Test
    void keepsTheLoginPageUnderItsWeight() throws Exception {
        HttpResponse<byte[]> page = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(house.base())
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(page.body()).hasSizeLessThan(4096);
    }
}
