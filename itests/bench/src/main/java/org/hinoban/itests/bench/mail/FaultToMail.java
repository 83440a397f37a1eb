package org.hinoban.itests.bench.mail;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

/** From the death of a service to its mail. */
public final class FaultToMail implements Bench {
    private static final double BUDGET_MEDIAN = 0.5;
    private static final double BUDGET_WORST = 1.2;

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String about() {
        return "From kill -9 to the moment when the mail server has accepted the mail, default settings: a unit of a real"
                + " systemd, and a service defined by commands. Kills fall anywhere between two looks. After each the"
                + " service is started again, and the next kill waits for the mail of its recovery.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        int kills = run.rounds(3, 50, 200);
        List<Row> unit;
        try (BoxedUnit victim = BoxedUnit.start("")) {
            run.progress("a systemd unit, " + kills + " kills");
            Manager.Setup setup = Manager.setup().file("org.hinoban.connector.local.cfg", victim.configuration());
            unit = rows("systemd unit", kills(victim, setup, kills));
        }
        try (Victim victim = new CommandService(Service.start("webshop"))) {
            run.progress("a service defined by commands, " + kills + " kills");
            Service service = ((CommandService) victim).service();
            Manager.Setup setup = Manager.setup().file(service.configurationFile(), service.configuration());
            List<Row> commands = rows("service by commands", kills(victim, setup, kills));
            return Stream.concat(unit.stream(), commands.stream()).toList();
        }
    }

    private static List<Row> rows(String what, Samples seconds) {
        return List.of(
                Row.atMost(what + ", median", Unit.SECONDS.of(seconds.median()), Unit.SECONDS.of(BUDGET_MEDIAN))
                        .remark(seconds.count() + " kills"),
                Row.atMost(what + ", worst", Unit.SECONDS.of(seconds.worst()), Unit.SECONDS.of(BUDGET_WORST)));
    }

    private static Samples kills(Victim victim, Manager.Setup setup, int kills)
            throws IOException, InterruptedException {
        Samples seconds = new Samples();
        Random random = new Random(7);
        try (SmtpSink sink = SmtpSink.start();
                Manager manager = setup.file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                        .file(
                                "org.hinoban.notification.recipient-night1.cfg",
                                "address = night1@example.org\nlanguage = en\n")
                        .start()) {
            Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
            for (int i = 0; i < kills; i++) {
                awaitNormal(phone, victim);
                sink.forgetAll();
                Thread.sleep(random.nextInt(300));
                Instant killed = Instant.now();
                victim.kill();
                Instant arrived = sink.await(mail -> mail.subject().contains(victim.name()), Patience.SECONDS)
                        .arrived();
                seconds.add(Duration.between(killed, arrived).toMillis() / 1000.0);
                victim.start();
                sink.await(mail -> sink.mails().size() > 1, Patience.SECONDS);
            }
            return seconds;
        }
    }

    private static void awaitNormal(Phone phone, Victim victim) throws IOException, InterruptedException {
        Patience.until(
                victim.name() + " is normal",
                () -> phone.json(victim.page()).path("state").asText().equals("normal"));
    }
}
