package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.hinoban.itests.tools.Certificate;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Namespace;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.Trust;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On an address that phones reach, in a network of its own. */
final class HttpsITest {
    private static final int PORT = 8181;

    private static Namespace network;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void makesANetwork() throws IOException, InterruptedException {
        network = Namespace.make();
        playwright = Playwright.create();
        browser = Handset.browser(playwright);
    }

    @AfterAll
    static void leavesNothing() throws IOException, InterruptedException {
        playwright.close();
        network.close();
    }

    @Test
    void walksThePathWithACertificateItMadeItself() throws IOException, InterruptedException {
        try (Service webshop = Service.start("webshop");
                Manager manager = setup(webshop).start()) {
            assertThat(manager.url().getScheme()).isEqualTo("https");
            Watch watch = new Watch(manager);
            watch.settle(webshop);
            String link = watch.killAndAwaitMail(webshop).toString();
            try (Handset phone = Handset.of(browser, manager.url(), Handset.Form.ENGLISH)) {
                assertThat(catchThrowable(() -> phone.open(link)))
                        .as("a phone that does not know the certificate is warned")
                        .isInstanceOf(PlaywrightException.class)
                        .hasMessageContaining("ERR_CERT");
            }
            assertThat(link).startsWith("https://" + network.address() + ":" + PORT + "/i/");
            try (Handset phone = Handset.of(browser, manager.url(), Handset.Form.ENGLISH.trustingAll())) {
                walk(phone, link);
            }
            assertThat(plainHttp()).as("no page without TLS").doesNotContain("<form", "csrf");
        }
    }

    @Test
    void walksThePathWithAGivenCertificate() throws IOException, InterruptedException {
        Path folder = Checkout.freshFolder("tls");
        Certificate certificate = Certificate.make(folder, "IP:" + network.address());
        try (Service webshop = Service.start("webshop");
                Manager manager = setup(webshop)
                        // also by addresses that the certificate does not name, such as the one it asks itself by
                        .environment("HINOBAN_BIND", "0.0.0.0")
                        .environment("HINOBAN_TLS_CERT", certificate.chain().toString())
                        .environment("HINOBAN_TLS_KEY", certificate.key().toString())
                        .start()) {
            SSLContext trusting = Trust.only(certificate);
            try (Socket socket = trusting.getSocketFactory().createSocket(network.address(), PORT)) {
                ((SSLSocket) socket).startHandshake();
            }
            Watch watch = new Watch(manager);
            watch.settle(webshop);
            String link = watch.killAndAwaitMail(webshop).toString();
            Handset.Form form = new Handset.Form("ja", false, false, true);
            try (Handset phone = Handset.of(browser, manager.url(), form)) {
                walk(phone, link);
            }
        }
    }

    private static void walk(Handset phone, String link) {
        phone.open(link);
        phone.looksRight("login");
        phone.login();
        phone.looksRight("fix card");
        phone.tap("form[action$='/software/service/webshop/restart'] button");
        if (phone.page().locator("input[name=confirm]").count() > 0) {
            phone.tap("form:has(input[name=confirm]) button");
        }
        Watch.await()
                .untilAsserted(() -> assertThat(phone.page().locator("dl").count())
                        .as(phone.text())
                        .isPositive());
        assertThat(phone.taps()).isLessThanOrEqualTo(3);
        assertThat(phone.fields()).isEqualTo(2);
    }

    private static Manager.Setup setup(Service webshop) throws IOException {
        return Manager.setup()
                .inNamespace(network.name())
                .file(webshop.configurationFile(), webshop.configuration())
                .environment("HINOBAN_BIND", network.address())
                .environment("HINOBAN_PORT", Integer.toString(PORT))
                .environment("HINOBAN_URL", "https://" + network.address() + ":" + PORT);
    }

    private static String plainHttp() throws IOException {
        try (Socket socket = new Socket(network.address(), PORT)) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write("GET /login HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(4_000), StandardCharsets.ISO_8859_1);
        } catch (SocketException | SocketTimeoutException e) {
            return "";
        }
    }
}
