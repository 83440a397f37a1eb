package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotScale;
import com.microsoft.playwright.options.Sizes;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Manager;

/** One phone: 360 by 740, touched with a thumb. It counts the taps and the fields, and what the network carried. */
final class Handset implements AutoCloseable {
    static final int WIDTH = 360;
    static final int NARROW = 320;

    private static final int HEIGHT = 740;
    private static final double PATIENCE_MILLIS = 60_000;

    /** The elements that can be tapped and are smaller than 48 by 48, and what they say. */
    private static final String SMALL_TARGETS = """
            () => [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')]
              .filter(e => e.getClientRects().length > 0)
              .map(e => ({e, r: (e.type === 'checkbox' || e.type === 'radio' ? e.closest('label') || e : e)
                  .getBoundingClientRect()}))
              .filter(t => t.r.width < 47.99 || t.r.height < 47.99)
              .map(t => `${t.e.outerHTML.slice(0, 120)} is ${t.r.width.toFixed(1)} x ${t.r.height.toFixed(1)}`)
            """;

    /** The texts that are smaller than 15 px. */
    private static final String SMALL_TEXTS = """
            () => {
              const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let n = walker.nextNode(); n; n = walker.nextNode()) {
                const e = n.parentElement;
                if (!n.data.trim() || e.getClientRects().length === 0 || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(e.tagName))
                  continue;
                const size = parseFloat(getComputedStyle(e).fontSize);
                if (size < 15) found.push(`${n.data.trim().slice(0, 60)} has ${size} px`);
              }
              return found;
            }
            """;

    private static final Set<String> PARTS_OF_A_PAGE = Set.of("document", "script", "stylesheet", "image", "font");
    private static final int SEE_OTHER = 303;

    private static final String ARRIVED = "() => window.left !== true && document.readyState === 'complete'";

    /** Whether the last thing of a page, scrolled to its end, is above what sticks to the bottom. */
    private static final String END_IN_SIGHT = """
            () => {
                const foot = document.querySelector('footer');
                const last = document.querySelector('main').lastElementChild;
                scrollTo(0, document.documentElement.scrollHeight);
                const clear = !foot || !last || last.getBoundingClientRect().bottom <= foot.getBoundingClientRect().top;
                scrollTo(0, 0);
                return clear;
            }
            """;

    private static final String WIDER_THAN_THE_WINDOW =
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]";

    private static final String WIDTHS_WITH_LARGE_LETTERS = """
            () => {
              document.documentElement.style.fontSize = '200%';
              const widths = [document.documentElement.scrollWidth, document.documentElement.clientWidth];
              document.documentElement.style.fontSize = '';
              return widths;
            }
            """;

    private final BrowserContext context;
    private final Page page;
    private final URI base;
    private final List<Request> requests = new ArrayList<>();
    /** What the browser did not ask the network for, since it had it. */
    private final Set<String> kept = new HashSet<>();

    private boolean loggedIn;
    private int taps;
    private int fields;

    private Handset(BrowserContext context, URI base) {
        this.context = context;
        this.base = base;
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onRequestFinished(requests::add);
        watchCache();
    }

    private void watchCache() {
        CDPSession session = context.newCDPSession(page);
        Map<String, String> urls = new HashMap<>();
        session.on(
                "Network.requestWillBeSent",
                event -> urls.put(
                        event.get("requestId").getAsString(),
                        event.getAsJsonObject("request").get("url").getAsString()));
        session.on(
                "Network.requestServedFromCache",
                event -> kept.add(urls.get(event.get("requestId").getAsString())));
        session.on("Network.responseReceived", event -> {
            JsonObject response = event.getAsJsonObject("response");
            if (response.get("fromDiskCache").getAsBoolean()) {
                kept.add(response.get("url").getAsString());
            }
        });
        session.send("Network.enable");
    }

    /** The browser of one test class. */
    static Browser browser(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    static Handset of(Browser browser, URI base, Form form) {
        return new Handset(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true)
                        .setLocale(form.language().equals("ja") ? "ja-JP" : "en-GB")
                        .setTimezoneId("Asia/Tokyo")
                        .setColorScheme(form.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setIgnoreHTTPSErrors(form.trusting())
                        .setJavaScriptEnabled(form.script())),
                base);
    }

    /** How a phone is set up. */
    record Form(String language, boolean script, boolean dark, boolean trusting) {
        static final Form ENGLISH = new Form("en", true, false, false);

        /** All that a page may look different in. */
        static Stream<Form> all() {
            return Stream.of("en", "ja")
                    .map(language -> new Form(language, true, false, false))
                    .flatMap(form -> Stream.of(form, form.withoutScript()))
                    .flatMap(form -> Stream.of(form, form.inTheDark()));
        }

        /** Such as {@code ja-no-script-dark}. */
        String label() {
            return language + (script ? "" : "-no-script") + (dark ? "-dark" : "");
        }

        Form withoutScript() {
            return new Form(language, false, dark, trusting);
        }

        Form inTheDark() {
            return new Form(language, script, true, trusting);
        }

        /** Takes any certificate. */
        Form trustingAll() {
            return new Form(language, script, dark, true);
        }
    }

    Page page() {
        return page;
    }

    int taps() {
        return taps;
    }

    int fields() {
        return fields;
    }

    /** Opens a path or a whole link and starts to count anew. */
    Response open(String link) {
        taps = 0;
        fields = 0;
        requests.clear();
        kept.clear();
        Response response = page.navigate(base.resolve(link).toString());
        assertThat(response).isNotNull();
        return response;
    }

    void type(String selector, String text) {
        page.fill(selector, text);
        fields++;
    }

    /** Taps what leads to another page, and waits for it. */
    void tap(String selector) {
        requests.clear();
        kept.clear();
        taps++;
        leave(() -> page.locator(selector).first().tap());
    }

    /** Does what leads to another page, and waits until that has come. */
    private void leave(Runnable action) {
        page.evaluate("() => { window.left = true; }");
        action.run();
        Watch.await().ignoreExceptions().until(() -> (Boolean) page.evaluate(ARRIVED));
    }

    /** Fills in the login form that is shown in place of a page. */
    void login(String user, String password) {
        type("input[name=user]", user);
        type("input[name=password]", password);
        tap("form:has(input[name=password]) button");
        loggedIn = true;
    }

    /** Fills in the login form with what is refused. */
    void refusedLogin(String user, String password) {
        login(user, password);
        loggedIn = false;
    }

    void login() {
        login("admin", Manager.PASSWORD);
    }

    /** Gives up the session, and with it the lease. */
    void logout() {
        loggedIn = false;
        page.navigate(base.resolve("/account").toString());
        leave(() -> page.locator("form[action='/logout'] button").first().tap());
    }

    /** The session is over, as seen from the browser: it was ended elsewhere, or too long ago. */
    void losesItsSession() {
        loggedIn = false;
        context.clearCookies();
    }

    String heading() {
        return page.locator("h1").first().innerText();
    }

    /** What a screen reader makes of the page: roles, names and texts, line by line. */
    List<String> read() {
        return page.locator("body").ariaSnapshot().lines().map(String::strip).toList();
    }

    /** What a screen reader was told of last, without being asked. */
    String heard() {
        return page.locator("[role=status].heard").textContent();
    }

    String text() {
        return page.locator("body").innerText();
    }

    String state(String path) {
        return page.locator("[data-path='" + path + "']").first().getAttribute("data-state");
    }

    /**
     * Holds what is promised of each page: no scrolling sideways, not with letters of twice the size either, big targets,
     * texts that can be read.
     */
    void looksRight(String name) {
        for (int width : new int[] {NARROW, WIDTH}) {
            page.setViewportSize(width, HEIGHT);
            List<?> widths = (List<?>) page.evaluate(WIDER_THAN_THE_WINDOW);
            assertThat(widths.get(0)).as("width of %s at %d px", name, width).isEqualTo(widths.get(1));
            assertThat((List<?>) page.evaluate(SMALL_TARGETS))
                    .as("small targets of %s at %d px", name, width)
                    .isEmpty();
            assertThat((List<?>) page.evaluate(SMALL_TEXTS))
                    .as("small texts of %s at %d px", name, width)
                    .isEmpty();
            assertThat((Boolean) page.evaluate(END_IN_SIGHT))
                    .as("end of %s above its foot at %d px", name, width)
                    .isTrue();
        }
        page.setViewportSize(NARROW, HEIGHT);
        List<?> enlarged = (List<?>) page.evaluate(WIDTHS_WITH_LARGE_LETTERS);
        assertThat(enlarged.get(0)).as("width of %s with large letters", name).isEqualTo(enlarged.get(1));
        page.setViewportSize(WIDTH, HEIGHT);
    }

    /** Looks at the whole page at once: what the foot hides of a row, a reader scrolls out from under it. */
    <T> T unrolled(Supplier<T> look) {
        int height = (Integer) page.evaluate("() => document.documentElement.scrollHeight");
        page.setViewportSize(WIDTH, Math.max(HEIGHT, height));
        try {
            return look.get();
        } finally {
            page.setViewportSize(WIDTH, HEIGHT);
        }
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** The page from its top to its end. */
    void shootWhole(String name, int width) {
        page.setViewportSize(width, HEIGHT);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setScale(ScreenshotScale.CSS)
                .setPath(Path.of("target", "screenshots", name + ".png")));
        page.setViewportSize(WIDTH, HEIGHT);
    }

    /** What the network carried since the last opening or tap, without what an open page asks for later. */
    Load load() {
        page.waitForLoadState();
        int count = 0;
        long body = 0;
        long headers = 0;
        for (Request request : List.copyOf(requests)) {
            if (PARTS_OF_A_PAGE.contains(request.resourceType())
                    && !kept.contains(request.url())
                    && !request.url().startsWith("data:")
                    && request.response().status() != SEE_OTHER) {
                Sizes sizes = request.sizes();
                count++;
                body += sizes.responseBodySize;
                headers += sizes.responseHeadersSize;
            }
        }
        return new Load(count, body, headers);
    }

    /** @param bodyBytes as they were on the wire, compressed */
    record Load(int requests, long bodyBytes, long headerBytes) {}

    @Override
    public void close() {
        try {
            if (loggedIn) {
                logout();
            }
        } finally {
            context.close();
        }
    }
}
