package org.hinoban.itests.bench.page;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Samples;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Certificate;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Namespace;

/** From the tap on a mail's link to a page that can be used, on a bad network. */
public final class Link implements Bench {
    private static final double BUDGET_LOGIN_SECONDS = 0.7;
    private static final double BUDGET_CARD_SECONDS = 1.2;
    private static final String PASSWORD = "input[name=password]";
    private static final String ACTION = "form[action$='/restart'] button";
    private static final double MILLIS = 1000;

    /** Notes when a page was drawn and its first action could be tapped, and when somebody tapped. */
    private static final String WATCH = """
            addEventListener('click', () => sessionStorage.setItem('tapped', Date.now()), true);
            (() => {
              const look = () => {
                const paint = performance.getEntriesByName('first-contentful-paint')[0];
                const e = document.querySelector("form:has(%s) button, %s");
                const box = e && e.getBoundingClientRect();
                if (!paint || !box || box.width === 0) return requestAnimationFrame(look);
                const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                if (box.bottom <= innerHeight && !e.contains(hit)) return requestAnimationFrame(look);
                window.usable = performance.timeOrigin + performance.now();
              };
              look();
            })();
            """.formatted(PASSWORD, ACTION);

    @Override
    public String name() {
        return "link";
    }

    @Override
    public String about() {
        return "From the tap until something is drawn and the first action can be tapped, with an empty cache: the mail's"
                + " link to the login form, and the login button to the fix card with its repair. 400 ms and 50 kB/s as"
                + " Chromium emulates them, where a connection costs nothing; then over a line that is as slow for every"
                + " packet and lets a new connection wait 400 ms, as TCP does.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        int rounds = run.rounds(2, 10, 30);
        Certificate certificate = Certificate.make(run.folder("tls"), "IP:127.0.0.1");
        try (Chromium chromium = Chromium.trusting(certificate)) {
            try (Scene scene = Scene.set(Manager.setup())) {
                run.progress("emulated by Chromium, " + rounds + " times");
                Times times = walk(chromium, scene.url().resolve(scene.card()), true, rounds);
                rows.add(times.login("link to login form", BUDGET_LOGIN_SECONDS));
                rows.add(times.card("login to fix card", BUDGET_CARD_SECONDS));
            }
            run.progress("over a slow line, " + rounds + " times");
            rows.addAll(slowly(chromium, "http", "127.0.0.1", Manager.setup(), rounds));
            run.progress("over a slow line with TLS, " + rounds + " times");
            try (Namespace network = Namespace.make()) {
                Manager.Setup setup = Manager.setup()
                        .environment("HINOBAN_BIND", network.address())
                        .environment("HINOBAN_TLS_CERT", certificate.chain().toString())
                        .environment("HINOBAN_TLS_KEY", certificate.key().toString())
                        .inNamespace(network.name());
                rows.addAll(slowly(chromium, "https", network.address(), setup, rounds));
            }
        }
        return rows;
    }

    private static List<Row> slowly(Chromium chromium, String scheme, String host, Manager.Setup setup, int rounds)
            throws IOException, InterruptedException {
        int port = Checkout.freePort();
        int door = Checkout.freePort();
        setup.environment("HINOBAN_PORT", Integer.toString(port))
                .environment("HINOBAN_URL", scheme + "://127.0.0.1:" + door);
        try (SlowLine line = new SlowLine(door, host, port);
                Scene scene = Scene.set(setup)) {
            return walk(chromium, scene.url().resolve(scene.card()), false, rounds)
                    .rows(", slow line, " + scheme);
        }
    }

    private static Times walk(Chromium chromium, URI link, boolean emulated, int rounds) throws InterruptedException {
        Times times = new Times(new Samples(), new Samples());
        for (int i = 0; i < rounds; i++) {
            BrowserContext context = chromium.visit(Chromium.Form.ENGLISH, link, List.of());
            context.addInitScript(WATCH);
            try (Tab tab = new Tab(context)) {
                if (emulated) {
                    SlowNetwork.emulate(tab);
                }
                double tapped = System.currentTimeMillis();
                tab.open(link);
                times.login().add((usable(tab) - tapped) / MILLIS);
                tab.page().fill("input[name=user]", "admin");
                tab.page().fill(PASSWORD, Manager.PASSWORD);
                tab.tap("form:has(" + PASSWORD + ") button");
                double pressed = Double.parseDouble(
                        String.valueOf(tab.page().evaluate("() => sessionStorage.getItem('tapped')")));
                times.card().add((usable(tab) - pressed) / MILLIS);
            }
        }
        return times;
    }

    /** When the page could be used, in milliseconds since 1970 by the browser, which is this machine's clock. */
    private static double usable(Tab tab) {
        return ((Number) tab.page().waitForFunction("() => window.usable").jsonValue()).doubleValue();
    }

    private record Times(Samples login, Samples card) {
        Row login(String what, double budget) {
            return row(what, login, budget);
        }

        Row card(String what, double budget) {
            return row(what, card, budget);
        }

        private static Row row(String what, Samples samples, double budget) {
            return Row.atMost(what, Unit.SECONDS.of(samples.median()), Unit.SECONDS.of(budget))
                    .remark("median of " + samples.count() + ", worst " + Unit.SECONDS.of(samples.worst()));
        }

        List<Row> rows(String where) {
            return List.of(plain("link to login form" + where, login), plain("login to fix card" + where, card));
        }

        private static Row plain(String what, Samples samples) {
            return Row.plain(what, Unit.SECONDS.of(samples.median()))
                    .remark("median of " + samples.count() + ", worst " + Unit.SECONDS.of(samples.worst()));
        }
    }
}
