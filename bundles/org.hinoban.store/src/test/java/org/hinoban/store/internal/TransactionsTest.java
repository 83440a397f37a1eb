package org.hinoban.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hinoban.api.notice.Notice;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransactionsTest {
    private static final List<Migration> COUNTER = List.of(
            new Migration(1, "counter", "CREATE TABLE t_counter (name VARCHAR(20) PRIMARY KEY, value BIGINT);\n"));

    @TempDir
    Path folder;

    private DatabaseOnFile file;
    private Database database;

    @BeforeEach
    void open() {
        file = DatabaseOnFile.open(folder.resolve("hinoban.db"));
        database = file.of("t", COUNTER);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void keepsNothingOfWorkThatFails() {
        assertThatThrownBy(() -> database.write(sql -> {
                    sql.update("INSERT INTO t_counter VALUES ('a', 1)");
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThatThrownBy(() -> database.write(sql -> {
                    sql.update("INSERT INTO t_counter VALUES ('a', 1)");
                    return sql.update("INSERT INTO t_counter VALUES ('a', 2)");
                }))
                .isInstanceOf(DatabaseException.class);

        assertThat(values()).isEmpty();
        assertThat(file.notices())
                .as("a bad statement says nothing of the database")
                .isEmpty();
    }

    @Test
    void losesNoUpdateOfConcurrentWritersThatReadFirst() throws Exception {
        database.write(sql -> sql.update("INSERT INTO t_counter VALUES ('a', 0)"));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(writers.submit(() -> {
                start.await();
                for (int n = 0; n < 20; n++) {
                    database.write(sql -> {
                        long value = sql.first("SELECT value FROM t_counter WHERE name = 'a'", row -> row.getLong(1))
                                .orElseThrow();
                        return sql.update("UPDATE t_counter SET value = ? WHERE name = ?", value + 1, "a");
                    });
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        writers.shutdown();

        assertThat(values()).containsExactly(160L);
    }

    @Test
    void readsWhileAWriterIsAtWork() throws Exception {
        database.write(sql -> sql.update("INSERT INTO t_counter VALUES ('a', 1)"));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Future<Integer> done = writer.submit(() -> database.write(sql -> {
            int changed = sql.update("UPDATE t_counter SET value = 2");
            written.countDown();
            await(goOn);
            return changed;
        }));
        await(written);

        assertThat(values()).containsExactly(1L);
        goOn.countDown();
        assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(values()).containsExactly(2L);
        writer.shutdown();
    }

    @Test
    void refusesATransactionWithinATransaction() {
        assertThatThrownBy(() -> database.write(sql -> values())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hasTheClockInMilliseconds() {
        long before = System.currentTimeMillis();
        long now = database.read(sql -> sql.now());
        assertThat(now).isBetween(before - 1, System.currentTimeMillis() + 1);
    }

    @Test
    void saysThatTheDatabaseIsAwayUntilItIsBack() {
        database.write(sql -> sql.update("INSERT INTO t_counter VALUES ('a', 1)"));
        file.setAway(true);
        assertThatThrownBy(this::values).isInstanceOf(DatabaseException.class);
        assertThat(file.notices()).extracting(Notice::urgent).containsExactly(true);

        file.setAway(false);
        Awaitility.await()
                .ignoreExceptions()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(values()).containsExactly(1L));
        assertThat(file.notices()).isEmpty();
    }

    @Test
    void saysThatItIsFullUntilSomethingCouldBeWritten() {
        database.write(sql -> sql.update("INSERT INTO t_counter VALUES ('a', 1)"));
        assertThatThrownBy(() -> database.write(sql -> {
                    // the rest of the file is used up as if its disk were
                    sql.list("PRAGMA max_page_count = 1", row -> row.getInt(1));
                    sql.update("CREATE TABLE t_more (v TEXT)");
                    return sql.update("INSERT INTO t_more VALUES (?)", "x".repeat(100_000));
                }))
                .isInstanceOf(DatabaseException.class);

        assertThat(values()).containsExactly(1L);
        assertThat(file.notices()).extracting(notice -> notice.text().key()).containsExactly("notice.full");
        database.write(sql -> sql.update("UPDATE t_counter SET value = 2"));
        assertThat(file.notices()).isEmpty();
    }

    @Test
    void saysThatTheFileIsNoDatabase() throws Exception {
        Path broken = folder.resolve("broken.db");
        Files.writeString(broken, "this is no database ".repeat(500));
        Health health = new Health();
        org.sqlite.SQLiteDataSource source = new org.sqlite.SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + broken);
        Database unreadable = new BundleTables(new Transactions(Source.of(source), health), health, "t", COUNTER);

        assertThatThrownBy(() -> unreadable.read(sql -> sql.now())).isInstanceOf(DatabaseException.class);
        assertThat(health.notices()).extracting(notice -> notice.text().key()).containsExactly("notice.unreadable");
    }

    @Test
    void keepsWhatIsCommittedWhenTheProcessIsKilled() throws Exception {
        Path other = folder.resolve("killed.db");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        other.toString())
                .redirectErrorStream(true)
                .start();
        long told = 0;
        try (var lines = writer.inputReader()) {
            for (String line = lines.readLine(); line != null && told < 100; line = lines.readLine()) {
                told = line.matches("\\d+") ? Long.parseLong(line) : told;
            }
        } finally {
            writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        try (DatabaseOnFile reopened = DatabaseOnFile.open(other)) {
            List<Long> kept = reopened.of("t", COUNTER)
                    .read(sql -> sql.list("SELECT value FROM t_counter", row -> row.getLong(1)));
            assertThat(kept).hasSize(1);
            assertThat(kept.get(0)).isGreaterThanOrEqualTo(told);
        }
    }

    /** Counts up in one transaction each and prints what is committed. */
    static final class EndlessWriter {
        private EndlessWriter() {}

        public static void main(String[] arguments) {
            Database database = DatabaseOnFile.open(Path.of(arguments[0])).of("t", COUNTER);
            database.write(sql -> sql.update("INSERT INTO t_counter VALUES ('a', 0)"));
            for (long i = 1; i < 100_000; i++) {
                long value = i;
                database.write(sql -> sql.update("UPDATE t_counter SET value = ?", value));
                System.out.println(i);
            }
        }
    }

    private List<Long> values() {
        return database.read(sql -> sql.list("SELECT value FROM t_counter ORDER BY name", row -> row.getLong(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
