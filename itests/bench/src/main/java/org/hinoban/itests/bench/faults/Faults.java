package org.hinoban.itests.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.losses.LostException;
import org.hinoban.itests.losses.Point;
import org.hinoban.itests.losses.Storage;
import org.hinoban.itests.losses.Storm;

/** A thousand faults while the manager is killed. */
public final class Faults implements Bench {
    private static final int SERVICES = 50;
    private static final int FEW_SERVICES = 6;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(30);

    /** What is done to a storm. */
    private interface Deed {
        Storm.Outcome to(Storm storm) throws IOException, InterruptedException, LostException;
    }

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public String about() {
        return "50 services die and come back, again and again, and three people are told by mail, while the manager is"
                + " killed (kill -9) at random moments; then at each named place between fault and 250. On SQLite and on"
                + " PostgreSQL.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        int rounds = run.rounds(1, 10, 20);
        List<Row> rows = new ArrayList<>();
        for (boolean sqlite : List.of(true, false)) {
            String where = sqlite ? "SQLite" : "PostgreSQL";
            run.progress("at random moments on " + where);
            rows.addAll(
                    rows(where + ", at random", measure(sqlite, SERVICES, storm -> storm.rage(rounds, LONGEST_LIFE))));
            run.progress("at named places on " + where);
            rows.addAll(rows(where + ", at places", measure(sqlite, FEW_SERVICES, storm -> storm.killAt(Point.ALL))));
        }
        return rows;
    }

    private static Storm.Outcome measure(boolean sqlite, int services, Deed deed)
            throws IOException, InterruptedException {
        try (Storage storage = sqlite ? Storage.sqlite() : Storage.postgreSql();
                Storm storm = new Storm(storage, services, services)) {
            Storm.Outcome outcome = deed.to(storm);
            if (!outcome.complaints().isEmpty()) {
                throw new IllegalStateException(String.join("; ", outcome.complaints()));
            }
            return outcome;
        } catch (LostException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static List<Row> rows(String where, Storm.Outcome outcome) {
        return List.of(
                Row.atMost(
                                where + ": openings or ends not told",
                                Unit.COUNT.of(Math.max(0, outcome.faults() - outcome.openings())),
                                Unit.COUNT.of(0))
                        .remark(outcome.faults() + " faults × 3 recipients, " + outcome.kills() + " kills"),
                Row.atMost(
                                where + ": faults told that were none",
                                Unit.COUNT.of(Math.max(0, outcome.openings() - outcome.faults())),
                                Unit.COUNT.of(0))
                        .remark("openings more than deaths"),
                Row.plain(where + ": mails sent twice", Unit.COUNT.of(outcome.duplicates()))
                        .remark("of " + outcome.mails() + ", each across a kill and with the same Message-ID"),
                Row.atMost(
                        where + ": longest wait after a start",
                        Unit.SECONDS.of(outcome.longestWaitSeconds()),
                        Unit.SECONDS.of(Storm.LONGEST_WAIT_SECONDS)));
    }
}
