package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.internal.Chronicle;
import org.hinoban.incident.internal.ReportObservatory;
import org.hinoban.incident.internal.Reports;
import org.hinoban.incident.internal.StoredEventLog;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.PostgreSql;
import org.hinoban.store.Database;
import org.hinoban.store.internal.BundleTables;
import org.hinoban.store.internal.Health;
import org.hinoban.store.internal.Migration;
import org.hinoban.store.internal.Source;
import org.hinoban.store.internal.Transactions;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Several managers write into one event log: whoever reads on from a position misses nothing. */
final class EventLogOrderITest {
    private static final Kind GONE = new Kind("org.example", "service.gone", List.of());
    private static final int WRITERS = 4;
    private static final int REPORTS = 60;

    @Test
    void isTheOrderOfCommitsWithConcurrentWritersOnPostgreSql() throws Exception {
        try (PostgreSql server = PostgreSql.start()) {
            EventLog log = new StoredEventLog(new Chronicle(database(server)));
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String name = "writer" + i;
                ReportObservatory observatory = new ReportObservatory(new Chronicle(database(server)), new Reports());
                writers.add(threads.submit(() -> {
                    write(observatory, name);
                    return name;
                }));
            }

            List<Long> positions = readOn(log, writers);

            threads.shutdown();
            for (Future<?> writer : writers) {
                writer.get(1, TimeUnit.MINUTES);
            }
            assertThat(positions).hasSize(WRITERS * REPORTS);
            assertThat(positions)
                    .as("positions as a reader came upon them")
                    .isEqualTo(Stream.iterate(1L, position -> position + 1)
                            .limit(WRITERS * REPORTS)
                            .toList());
        }
    }

    /** As a consumer does: always from behind the last that it has seen. */
    private static List<Long> readOn(EventLog log, List<Future<?>> writers) {
        List<Long> positions = new ArrayList<>();
        boolean last = false;
        while (true) {
            boolean done = writers.stream().allMatch(Future::isDone);
            long position = positions.isEmpty() ? 0 : positions.get(positions.size() - 1);
            log.after(position, 10).stream().map(Event::position).forEach(positions::add);
            if (last && log.last() == position) {
                return positions;
            }
            last = done;
        }
    }

    /** Each with a component of its own that breaks and recovers. */
    private static void write(ReportObservatory observatory, String name) throws Exception {
        for (int i = 1; i <= REPORTS; i++) {
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

    private static Database database(PostgreSql server) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url());
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
