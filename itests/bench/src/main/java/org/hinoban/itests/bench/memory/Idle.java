package org.hinoban.itests.bench.memory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.ProcessUse;
import org.hinoban.itests.bench.Quantity;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Manager;

/** A manager that nobody uses. */
public final class Idle implements Bench {
    private static final double BUDGET_MEGABYTES = 240;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "A manager with the local connector on this machine, after a minute in which nobody did anything, and the"
                + " processor time of the minute after that.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        Duration quiet = Duration.ofSeconds(run.rounds(5, 60, 600));
        try (Manager manager = Manager.setup().start()) {
            ProcessUse use = new ProcessUse(manager.pid());
            run.progress("quiet for " + quiet.toSeconds() + " s");
            Thread.sleep(quiet.toMillis());
            Duration before = use.processorTime();
            run.progress("watched for " + quiet.toSeconds() + " s");
            Thread.sleep(quiet.toMillis());
            Duration used = use.processorTime().minus(before);
            return List.of(
                    Row.atMost(
                            "memory, resident",
                            Quantity.megabytes(use.residentBytes()),
                            Unit.MEGABYTES.of(BUDGET_MEGABYTES)),
                    Row.plain("memory, private", Quantity.megabytes(use.privateBytes())),
                    Row.plain("processor time", Quantity.perHour(used, quiet)),
                    Row.plain("threads", Unit.COUNT.of(use.threads())));
        }
    }
}
