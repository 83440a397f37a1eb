package org.hinoban.itests.bench.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Starts;

/** Cold and warm starts. */
public final class Boots implements Bench {
    private static final double COLD_BUDGET_SECONDS = 3.5;
    private static final double WARM_BUDGET_SECONDS = 2.5;

    @Override
    public String name() {
        return "starts";
    }

    @Override
    public String about() {
        return "From the command to the first page: cold on an empty data folder, warm on one that was started before. A"
                + " start that hangs ends the bench.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Starts cold = Starts.cold(run.rounds(2, 20, 100), run::progress);
        Starts warm = Starts.warm(run.rounds(2, 10, 20), run::progress);
        add(rows, "cold", cold, COLD_BUDGET_SECONDS);
        add(rows, "warm", warm, WARM_BUDGET_SECONDS);
        return rows;
    }

    private static void add(List<Row> rows, String which, Starts starts, double budget) {
        int count = starts.seconds().size();
        rows.add(Row.atMost(which + " start, median", Unit.SECONDS.of(starts.median()), Unit.SECONDS.of(budget))
                .remark(String.format(
                        "%d starts, none hung; shortest %.2f s, longest %.2f s",
                        count, starts.seconds().get(0), starts.seconds().get(count - 1))));
        rows.add(Row.plain(which + " start, processor time", Unit.SECONDS.of(starts.medianProcessorSeconds())));
    }
}
