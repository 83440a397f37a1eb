package org.hinoban.itests.bench.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Patience;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Samples;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;

/** Mail that waited for its server. */
public final class Outage implements Bench {
    private static final int SERVICES = 10;
    private static final double BUDGET_SECONDS = 5;

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String about() {
        return "The mail server goes away, " + SERVICES + " services die, it comes back: until the last mail is out.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        Duration away = Duration.ofSeconds(run.rounds(5, 60, 300));
        Samples seconds = new Samples();
        List<Service> services = new ArrayList<>();
        try (SmtpSink sink = SmtpSink.start()) {
            Manager.Setup setup = Manager.setup()
                    .file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                    .file(
                            "org.hinoban.notification.recipient-night1.cfg",
                            "address = night1@example.org\nlanguage = en\n");
            for (int i = 0; i < SERVICES; i++) {
                Service service = Service.start("shop" + i);
                services.add(service);
                setup.file(service.configurationFile(), service.configuration());
            }
            try (Manager manager = setup.start()) {
                awaitNormal(Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD), services);
                run.progress("the mail server is away for " + away.toSeconds() + " s");
                sink.goAway();
                for (Service service : services) {
                    service.kill();
                }
                Thread.sleep(away.toMillis());
                long back = System.nanoTime();
                sink.comeBack();
                for (Service service : services) {
                    sink.await(mail -> mail.subject().contains(service.name()), Patience.SECONDS);
                    seconds.add((System.nanoTime() - back) / 1e9);
                }
            }
        } finally {
            for (Service service : services) {
                service.close();
            }
        }
        return List.of(Row.atMost(
                        "last of " + SERVICES + " mails after the mail server is back",
                        Unit.SECONDS.of(seconds.worst()),
                        Unit.SECONDS.of(BUDGET_SECONDS))
                .remark("it was away for " + away.toSeconds() + " s"));
    }

    private static void awaitNormal(Phone phone, List<Service> services) throws IOException, InterruptedException {
        for (Service service : services) {
            Patience.until(
                    service.name() + " is normal",
                    () -> phone.json(service.page()).path("state").asText().equals("normal"));
        }
    }
}
