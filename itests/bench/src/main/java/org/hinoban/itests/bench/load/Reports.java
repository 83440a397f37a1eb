package org.hinoban.itests.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Manager;

/** How fast faults are taken in. */
public final class Reports implements Bench {
    private static final int BLOCK_BYTES = 4096;
    private static final double MILLIS = 1000;

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public String about() {
        return "Reports that a connector hands over: each is one transaction with its incident and its event, forced to"
                + " disk before the connector may forget it. Three of four are faults. The disk's own row is a block of "
                + BLOCK_BYTES + " bytes appended to a file and forced.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        int servers = run.rounds(100, 500, 2000);
        List<Row> rows = new ArrayList<>();
        rows.add(Row.plain("the disk's forced writes", Unit.PER_SECOND.of(forcedPerSecond(run)))
                .remark("what no database can exceed with one writer"));
        for (int writers : new int[] {1, 8}) {
            run.progress(writers + " at the same time");
            try (Manager manager = Load.quiet()) {
                FleetBundle fleet = FleetBundle.install(manager, servers, servers * 3, writers);
                String who = writers == 1 ? "one connector" : writers + " connectors at the same time";
                rows.add(Row.plain("reports of " + who, Unit.PER_SECOND.of(fleet.reports() / fleet.seconds()))
                        .remark(fleet.reports() + " reports"));
                rows.add(Row.plain("a report of " + who + ", median", Unit.MILLIS.of(fleet.medianSeconds() * MILLIS)));
                rows.add(Row.plain("a report of " + who + ", p99", Unit.MILLIS.of(fleet.p99Seconds() * MILLIS)));
            }
        }
        return rows;
    }

    private static double forcedPerSecond(Run run) throws IOException {
        int blocks = run.rounds(200, 2000, 5000);
        Path file = run.folder("disk").resolve("blocks");
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long begun = System.nanoTime();
            for (int i = 0; i < blocks; i++) {
                block.clear();
                channel.write(block);
                channel.force(false);
            }
            return blocks * 1e9 / (System.nanoTime() - begun);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
