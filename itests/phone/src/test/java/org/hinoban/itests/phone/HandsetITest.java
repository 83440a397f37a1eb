package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measure itself: it must see what is wrong with a page, with script and without. */
final class HandsetITest {
    private static Playwright playwright;
    private static Browser browser;

    private HttpServer server;
    private String body = "";

    @BeforeAll
    static void opensABrowser() {
        playwright = Playwright.create();
        browser = Handset.browser(playwright);
    }

    @AfterAll
    static void closesIt() {
        playwright.close();
    }

    @BeforeEach
    void serves() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page =
                    ("<!doctype html><meta name=viewport content='width=device-width'><body style='font:17px/1.4 sans-serif'><main>"
                                    + body)
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void ends() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isContentWithAGoodPage(boolean script) {
        body = "<h1>web01</h1><a style='display:block;min-height:48px' href='/'>Servers</a>";
        try (Handset phone = open(script)) {
            assertThatCode(() -> phone.looksRight("good")).doesNotThrowAnyException();
            assertThat(phone.load().requests()).isEqualTo(1);
            assertThat(phone.load().bodyBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesAnEndThatTheFootHides(boolean script) {
        body = "<p style='height:1000px'>long</p></main><footer style='position:fixed;bottom:0'>Servers</footer>";
        assertThatSees(script, "end of page above its foot");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesAPageThatIsTooWide(boolean script) {
        body = "<div style='width:340px'>wide</div>";
        assertThatSees(script, "width of page");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesATargetThatIsTooSmall(boolean script) {
        body = "<p>See <a href='/'>this</a></p>";
        assertThatSees(script, "small targets of page");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seesATextThatIsTooSmall(boolean script) {
        body = "<p style='font-size:14px'>fine print</p>";
        assertThatSees(script, "small texts of page");
    }

    private void assertThatSees(boolean script, String what) {
        try (Handset phone = open(script)) {
            assertThatThrownBy(() -> phone.looksRight("page")).hasMessageContaining(what);
        }
    }

    private Handset open(boolean script) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Handset phone = Handset.of(browser, base, new Handset.Form("en", script, false, false));
        phone.open("/");
        return phone;
    }
}
