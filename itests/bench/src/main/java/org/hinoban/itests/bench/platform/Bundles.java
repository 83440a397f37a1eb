package org.hinoban.itests.bench.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Exchange;
import org.hinoban.itests.tools.Inside;

/** Bundles go and come again while services die. */
public final class Bundles implements Bench {
    /** Between the goings of two bundles: several are away at the same time. */
    private static final Duration APART = Duration.ofSeconds(1);

    /** By so many threads of a name a pool may have grown, however often bundles came and went. */
    private static final int GROWTH = 2;

    @Override
    public String name() {
        return "bundles";
    }

    @Override
    public String about() {
        return "In each round every menu, the mail channel, notification, the local connector, the built-in mail server and"
                + " the pages are uninstalled and installed again from the console, several at a time, and a service dies"
                + " after each went. A fault that is lost or told twice, or a bundle that is disturbed by another's going,"
                + " ends the bench.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        int rounds = run.rounds(2, 4, 50);
        Duration away = Duration.ofSeconds(run.rounds(3, 20, 60));
        Exchange.Result result = Exchange.run(new Exchange.Plan(away, APART, rounds), run::progress);
        // The first round makes what is made once.
        Inside first = result.rounds().get(0);
        Inside last = result.rounds().get(rounds - 1);
        String remark = rounds + " rounds of " + away.toSeconds() + " s, compared with after the first";
        return List.of(
                Row.plain("faults while bundles were away, all told once", Unit.COUNT.of(result.faults()))
                        .remark("each with its recovery, to one recipient"),
                Row.atMost(
                                "class loaders of bundles, more",
                                Unit.COUNT.of(last.loaders() - first.loaders()),
                                Unit.COUNT.of(0L))
                        .remark(remark),
                Row.atMost(
                                "names of more threads",
                                Unit.COUNT.of(last.moreThreadsThan(first, Math.min(rounds - 1, GROWTH + 1))
                                        .size()),
                                Unit.COUNT.of(0L))
                        .remark(remark + ", by more than " + GROWTH),
                Row.plain("objects, more", Unit.MEGABYTES.of((last.bytes() - first.bytes()) / 1e6))
                        .remark(remark));
    }
}
