package org.hinoban.itests.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hinoban.itests.bench.Budget;
import org.hinoban.itests.bench.ProcessUse;
import org.hinoban.itests.bench.Quantity;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.bench.Wrk;
import org.hinoban.itests.tools.Manager;
import org.jspecify.annotations.Nullable;

/**
 * One page to be asked for by many at once. The budgets are those of the compressed form, which phones ask for.
 *
 * @param leastRate requests per second; null without a budget
 * @param mostP99 null without a budget
 */
record Target(
        Manager manager,
        Run run,
        String path,
        Map<String, String> headers,
        @Nullable Quantity leastRate,
        @Nullable Quantity mostP99) {
    static final int CLIENTS = 16;

    List<Row> rows(String what) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Map<String, String> compressed = new LinkedHashMap<>(headers);
        compressed.put("Accept-Encoding", "gzip");
        rows.addAll(measure(what, compressed, leastRate, mostP99));
        rows.addAll(measure(what + ", not compressed", headers, null, null));
        return rows;
    }

    private List<Row> measure(
            String what, Map<String, String> asked, @Nullable Quantity wantedRate, @Nullable Quantity wantedP99)
            throws IOException, InterruptedException {
        long bytes = Answer.bytes(manager.resolve(path), asked);
        run.progress(what + ", " + bytes + " B");
        // The first pass is for the compiler and the collector.
        wrk(asked, bytes);
        ProcessUse use = new ProcessUse(manager.pid());
        Duration before = use.processorTime();
        Wrk wrk = wrk(asked, bytes);
        double cpuMillis = use.processorTime().minus(before).toMillis() / (double) wrk.requests();
        return List.of(
                new Row(
                        what,
                        Unit.PER_SECOND.of(wrk.requestsPerSecond()),
                        wantedRate == null ? null : new Budget.AtLeast(wantedRate),
                        String.format(Locale.ROOT, "%,d B and %.2f ms of processor time each", bytes, cpuMillis)),
                new Row(
                        what + ", p99",
                        Unit.MILLIS.of(wrk.p99Millis()),
                        wantedP99 == null ? null : new Budget.AtMost(wantedP99),
                        ""));
    }

    private Wrk wrk(Map<String, String> asked, long bytes) throws IOException, InterruptedException {
        return Wrk.run(manager.resolve(path), CLIENTS, run.rounds(2, 10, 30), asked, bytes);
    }
}
