package org.hinoban.itests.bench.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Certificate;

/** A browser that plays a phone of 360 by 740. Each visit begins with an empty cache. */
public final class Chromium implements AutoCloseable {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 740;

    private final Playwright playwright;
    private final Browser browser;

    public Chromium() {
        this(List.of());
    }

    private Chromium(List<String> more) {
        // Debian's is used.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(Stream.concat(Stream.of("--no-sandbox", "--disable-dev-shm-usage"), more.stream())
                                .toList()));
    }

    /** One that takes this certificate for a good one: a phone that is asked about it makes every connection twice. */
    static Chromium trusting(Certificate certificate) throws IOException {
        try (InputStream in = Files.newInputStream(certificate.chain())) {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey()
                    .getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return new Chromium(List.of("--ignore-certificate-errors-spki-list="
                    + Base64.getEncoder().encodeToString(hash)));
        } catch (GeneralSecurityException e) {
            throw new IOException("Not a certificate: " + certificate.chain(), e);
        }
    }

    /** @param cookies of the session to go on with; empty for a visitor who has none */
    public BrowserContext visit(Form form, URI base, List<HttpCookie> cookies) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true)
                .setLocale(form.language().equals("ja") ? "ja-JP" : "en-GB")
                .setTimezoneId("Asia/Tokyo")
                .setJavaScriptEnabled(form.script()));
        context.addCookies(cookies.stream()
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue()).setUrl(base.toString()))
                .toList());
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }

    /** How a phone is set up. */
    public record Form(String language, boolean script) {
        public static final Form ENGLISH = new Form("en", true);

        static final List<Form> ALL =
                List.of(ENGLISH, new Form("en", false), new Form("ja", true), new Form("ja", false));

        @Override
        public String toString() {
            return language + (script ? "" : " without script");
        }
    }
}
