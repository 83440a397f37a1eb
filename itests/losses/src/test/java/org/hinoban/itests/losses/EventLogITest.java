package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.internal.Chronicle;
import org.hinoban.incident.internal.IncidentRecord;
import org.hinoban.incident.internal.PastIncidents;
import org.hinoban.incident.internal.ReportObservatory;
import org.hinoban.incident.internal.Reports;
import org.hinoban.incident.internal.StoredEventLog;
import org.hinoban.itests.tools.PostgreSql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The event log on PostgreSQL, where writers run side by side. */
final class EventLogITest {
    private static final int WRITERS = 2;

    private static PostgreSql server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = PostgreSql.start();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        server.close();
    }

    /** Whoever reads on from a position misses nothing. */
    @Test
    void isInTheOrderOfCommitsOfSeveralProcesses() throws Exception {
        EventLog log = new StoredEventLog(new Chronicle(EventWriter.database(server.url())));
        List<Process> writers = new ArrayList<>();
        try {
            for (int i = 0; i < WRITERS; i++) {
                writers.add(launch("writer" + i + "-"));
            }
            for (Process writer : writers) {
                writer.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
            }

            List<Long> positions = readOn(log, writers);

            assertThat(writers).allMatch(writer -> writer.exitValue() == 0);
            assertThat(positions)
                    .as("positions as a reader came upon them")
                    .isEqualTo(LongStream.rangeClosed(1, WRITERS * EventWriter.THREADS * EventWriter.REPORTS)
                            .boxed()
                            .toList());
        } finally {
            writers.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void forgetsWhatHasLongBeenOverAndNothingThatIsStillToBeRead() throws Exception {
        server.create("past");
        Chronicle chronicle = new Chronicle(EventWriter.database(server.url().replaceFirst("[^/]+$", "past")));
        EventLog log = new StoredEventLog(chronicle);
        ReportObservatory observatory = new ReportObservatory(chronicle, new Reports());
        PastIncidents past = new PastIncidents(chronicle);
        Duration everything = Duration.ofDays(-1);
        EventWriter.write(observatory, "over", 4);
        EventWriter.write(observatory, "open", 1);
        assertThat(past.forget(everything)).isZero();

        log.needsNoMore("reader", 3);
        assertThat(past.forget(Duration.ofDays(1))).isZero();
        assertThat(past.forget(everything)).isEqualTo(3);
        assertThat(past.forget(everything)).isZero();
        log.needsNoMore("reader", 5);
        assertThat(past.forget(everything)).isEqualTo(3);

        assertThat(log.after(0, 10)).extracting(Event::position).containsExactly(5L);
        assertThat(new IncidentRecord(chronicle).latest(null, 10)).hasSize(1);
        EventWriter.write(observatory, "new", 1);
        assertThat(log.last()).isEqualTo(6);
    }

    private static Process launch(String name) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        EventWriter.class.getName(),
                        server.url(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = writer.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("there");
        return writer;
    }

    /** As a consumer does: always from behind the last that it has seen. */
    private static List<Long> readOn(EventLog log, List<Process> writers) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        boolean last = false;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            boolean done = writers.stream().noneMatch(Process::isAlive);
            long position = positions.isEmpty() ? 0 : positions.get(positions.size() - 1);
            log.after(position, 10).stream().map(Event::position).forEach(positions::add);
            if (last && log.last() == position) {
                return positions;
            }
            last = done;
        }
        throw new AssertionError("The writers do not end");
    }
}
