package org.hinoban.itests.bench.monit;

import static org.hinoban.itests.bench.Comparison.Better.LESS;
import static org.hinoban.itests.bench.Comparison.Better.MORE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hinoban.itests.bench.Comparison;
import org.hinoban.itests.bench.Quantity;
import org.hinoban.itests.bench.Rival;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.bench.page.Chromium;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;

/** Monit, the watchdog that a single machine mostly has. */
public final class AgainstMonit implements Rival {
    private static final int SERVICES = 10;
    private static final int QUICK_CYCLE_SECONDS = 1;
    private static final int USUAL_CYCLE_SECONDS = 5;

    @Override
    public String name() {
        return "monit";
    }

    @Override
    public String about() {
        return "Hinoban and Debian's Monit, one after the other, watch the same " + SERVICES
                + " services and mail to the"
                + " same mail server. Monit looks once in a cycle: its shortest is 1 s, with which all rows without"
                + " another number were measured; Debian's default is 120 s, where a mail takes a minute on average and"
                + " two at worst. Hinoban also watches systemd and the hardware of the machine meanwhile.";
    }

    @Override
    public List<Comparison> measure(Run run) throws IOException, InterruptedException {
        List<Service> services = new ArrayList<>();
        try (SmtpSink sink = SmtpSink.start();
                Chromium chromium = new Chromium()) {
            for (int i = 0; i < SERVICES; i++) {
                services.add(Service.start("shop" + i));
            }
            int kills = run.rounds(2, 20, 50);
            run.progress("hinoban");
            All ours;
            try (Watchdog hinoban = Hinoban.start(sink, services)) {
                ours = All.of(hinoban, sink, services, chromium, kills, run);
            }
            run.progress("monit, a look each second");
            All theirs;
            try (Watchdog monit = Monit.start(run.folder("monit"), QUICK_CYCLE_SECONDS, sink, services)) {
                theirs = All.of(monit, sink, services, chromium, kills, run);
            }
            run.progress("monit, a look every five seconds");
            Measured.Mails slower;
            try (Watchdog monit = Monit.start(run.folder("monit"), USUAL_CYCLE_SECONDS, sink, services)) {
                slower = Measured.mails(monit, sink, services, run.rounds(2, 10, 30));
            }
            return rows(ours, theirs, slower);
        } finally {
            for (Service service : services) {
                service.close();
            }
        }
    }

    private static List<Comparison> rows(All ours, All theirs, Measured.Mails slower) {
        Pair pair = new Pair(ours, theirs);
        return List.of(
                pair.less(
                        "kill to mail, median",
                        all -> Unit.SECONDS.of(all.mails().death().median()),
                        ""),
                pair.less(
                        "kill to mail, worst",
                        all -> Unit.SECONDS.of(all.mails().death().worst()),
                        ""),
                new Comparison(
                        "kill to mail, median; Monit's cycle 5 s",
                        Unit.SECONDS.of(ours.mails().death().median()),
                        Unit.SECONDS.of(slower.death().median()),
                        LESS,
                        ""),
                new Comparison(
                        "kill to mail, worst; Monit's cycle 5 s",
                        Unit.SECONDS.of(ours.mails().death().worst()),
                        Unit.SECONDS.of(slower.death().worst()),
                        LESS,
                        ""),
                pair.less(
                        "kill to the mail that it runs again, median",
                        all -> Unit.SECONDS.of(all.mails().recovery().median()),
                        "Monit restarts by itself. Hinoban asks a person, played here by a program that taps the repair"
                                + " as soon as the mail is there"),
                pair.less(
                        "kill to the mail that it runs again, worst",
                        all -> Unit.SECONDS.of(all.mails().recovery().worst()),
                        ""),
                pair.less(
                        "the services' page, bytes",
                        all -> Unit.BYTES.of(all.pages().bytes()),
                        ""),
                pair.less(
                        "the services' page, requests",
                        all -> Unit.COUNT.of(all.pages().requests()),
                        "empty cache"),
                pair.less(
                        "the services' page drawn, 400 ms and 50 kB/s",
                        all -> Unit.SECONDS.of(all.pages().drawn()),
                        "with a session, empty cache"),
                pair.more(
                        "the services' page, 16 clients",
                        all -> Unit.PER_SECOND.of(all.pages().wrk().requestsPerSecond()),
                        "not compressed"),
                pair.less(
                        "the services' page, 16 clients, p99",
                        all -> Unit.MILLIS.of(all.pages().wrk().p99Millis()),
                        ""),
                pair.less(
                        "memory idle, resident",
                        all -> Quantity.megabytes(all.rest().resident()),
                        ""),
                pair.less(
                        "memory idle, private",
                        all -> Quantity.megabytes(all.rest().privately()),
                        ""),
                pair.less("processor time idle", all -> all.rest().processor(), ""),
                pair.less("start to first page, warm", all -> Unit.SECONDS.of(all.startSeconds()), ""));
    }

    private record Pair(All ours, All theirs) {
        Comparison less(String what, Function<All, Quantity> figure, String remark) {
            return new Comparison(what, figure.apply(ours), figure.apply(theirs), LESS, remark);
        }

        Comparison more(String what, Function<All, Quantity> figure, String remark) {
            return new Comparison(what, figure.apply(ours), figure.apply(theirs), MORE, remark);
        }
    }

    private record All(double startSeconds, Measured.Rest rest, Measured.Mails mails, Measured.Pages pages) {
        static All of(Watchdog watchdog, SmtpSink sink, List<Service> services, Chromium chromium, int kills, Run run)
                throws IOException, InterruptedException {
            for (Service service : services) {
                watchdog.awaitWell(service);
            }
            Measured.Rest rest = Measured.rest(watchdog, run);
            Measured.Mails mails = Measured.mails(watchdog, sink, services, kills);
            return new All(watchdog.startSeconds(), rest, mails, Measured.pages(watchdog, chromium, run));
        }
    }
}
