package org.hinoban.itests.losses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.incident.internal.Chronicle;
import org.hinoban.incident.internal.ReportObservatory;
import org.hinoban.incident.internal.Reports;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.PostgreSql;
import org.hinoban.store.Database;
import org.hinoban.store.internal.BundleTables;
import org.hinoban.store.internal.Health;
import org.hinoban.store.internal.Migration;
import org.hinoban.store.internal.Source;
import org.hinoban.store.internal.Transactions;
import org.postgresql.ds.PGSimpleDataSource;

/** As far as an event log sees it, a manager: a process of its own that writes what two connectors report at once. */
final class EventWriter {
    static final int THREADS = 2;
    static final int REPORTS = 60;

    private static final Kind GONE = new Kind("org.example", "service.gone", List.of());

    private EventWriter() {}

    /** Says that it is there, waits for a line, and writes. */
    public static void main(String[] arguments) throws Exception {
        ReportObservatory observatory = new ReportObservatory(new Chronicle(database(arguments[0])), new Reports());
        System.out.println("there");
        System.in.read();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = arguments[1] + i;
            writers.add(threads.submit(() -> {
                write(observatory, name, REPORTS);
                return name;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get(1, TimeUnit.MINUTES);
        }
        threads.shutdown();
        System.exit(0);
    }

    /** A component that breaks and recovers, again and again. */
    static void write(ReportObservatory observatory, String name, int reports) throws Exception {
        for (int i = 1; i <= reports; i++) {
            observatory.accept(new Report(
                    name,
                    "epoch",
                    i,
                    "web01",
                    new Observation.Changed(
                            ComponentPath.of("software", "service", name),
                            i % 2 == 1 ? State.ABNORMAL : State.NORMAL,
                            GONE,
                            Map.of(),
                            Instant.now(),
                            List.of())));
        }
    }

    /** What the store would hand to the bundle of the incidents. */
    static Database database(String url) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(PostgreSql.USER);
        source.setPassword(PostgreSql.PASSWORD);
        List<Migration> migrations = new ArrayList<>();
        Path folder = Checkout.ROOT.resolve("bundles/org.hinoban.incident/src/main/resources/OSGI-INF/migrations");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                migrations.add(Migration.of(file.getFileName().toString(), Files.readString(file)));
            }
        }
        Health health = new Health();
        return new BundleTables(
                new Transactions(Source.of(source), health), health, "org.hinoban.incident", migrations);
    }
}
