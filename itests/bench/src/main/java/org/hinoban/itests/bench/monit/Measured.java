package org.hinoban.itests.bench.monit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.hinoban.itests.bench.Patience;
import org.hinoban.itests.bench.ProcessUse;
import org.hinoban.itests.bench.Quantity;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Samples;
import org.hinoban.itests.bench.Wrk;
import org.hinoban.itests.bench.page.Chromium;
import org.hinoban.itests.bench.page.SlowNetwork;
import org.hinoban.itests.bench.page.Tab;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;

/** What was measured of one watchdog. */
final class Measured {
    private static final int CLIENTS = 16;
    private static final String DRAWN =
            "() => performance.getEntriesByName('first-contentful-paint').map(p => performance.timeOrigin + p.startTime)[0]";

    private Measured() {}

    /** @param death from the kill to the mail that tells of it; recovery: to the mail that the service runs again */
    record Mails(Samples death, Samples recovery) {}

    /** @param drawn on a network of 400 ms and 50 kB/s, with an empty cache */
    record Pages(long bytes, int requests, double drawn, Wrk wrk) {}

    record Rest(long resident, long privately, Quantity processor) {}

    static Mails mails(Watchdog watchdog, SmtpSink sink, List<Service> services, int kills)
            throws IOException, InterruptedException {
        Mails mails = new Mails(new Samples(), new Samples());
        Random random = new Random(7);
        for (int i = 0; i < kills; i++) {
            Service service = services.get(i % services.size());
            watchdog.awaitWell(service);
            sink.forgetAll();
            Thread.sleep(random.nextInt(1000));
            Instant killed = Instant.now();
            service.kill();
            mails.death()
                    .add(seconds(
                            killed,
                            sink.await(mail -> watchdog.tellsOfDeath(mail, service), Patience.SECONDS)
                                    .arrived()));
            watchdog.answer(service);
            mails.recovery()
                    .add(seconds(
                            killed,
                            sink.await(mail -> watchdog.tellsOfRecovery(mail, service), Patience.SECONDS)
                                    .arrived()));
        }
        return mails;
    }

    static Rest rest(Watchdog watchdog, Run run) throws IOException, InterruptedException {
        Duration quiet = Duration.ofSeconds(run.rounds(5, 60, 300));
        ProcessUse use = new ProcessUse(watchdog.pid());
        Thread.sleep(quiet.toMillis());
        Duration before = use.processorTime();
        Thread.sleep(quiet.toMillis());
        Quantity processor = Quantity.perHour(use.processorTime().minus(before), quiet);
        return new Rest(use.residentBytes(), use.privateBytes(), processor);
    }

    static Pages pages(Watchdog watchdog, Chromium chromium, Run run) throws IOException, InterruptedException {
        Samples drawn = new Samples();
        Tab.Weight weight = new Tab.Weight(0, 0);
        for (int i = 0; i < run.rounds(1, 5, 10); i++) {
            try (Tab tab = new Tab(chromium.visit(Chromium.Form.ENGLISH, watchdog.page(), watchdog.cookies()))) {
                if (watchdog.cookies().isEmpty()) {
                    tab.page().setExtraHTTPHeaders(watchdog.headers());
                }
                SlowNetwork.emulate(tab);
                double tapped = System.currentTimeMillis();
                tab.open(watchdog.page());
                drawn.add((((Number) tab.page().waitForFunction(DRAWN).jsonValue()).doubleValue() - tapped) / 1000);
                weight = tab.weight();
            }
        }
        int seconds = run.rounds(2, 10, 30);
        Wrk.run(watchdog.page(), CLIENTS, seconds, watchdog.headers(), 0);
        Wrk wrk = Wrk.run(watchdog.page(), CLIENTS, seconds, watchdog.headers(), 0);
        return new Pages(weight.bytes(), weight.requests(), drawn.median(), wrk);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
