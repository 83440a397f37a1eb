package org.hinoban.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The one connection of a pool, through a disk that is full for a while. */
final class PooledConnectionTest {
    private static final List<Migration> TEXTS = List.of(new Migration(
            1, "texts", "CREATE TABLE t_text (name VARCHAR(20) PRIMARY KEY, text VARCHAR(1000000) NOT NULL);\n"));

    @TempDir
    Path folder;

    private HikariDataSource pool;
    private Database database;

    @BeforeEach
    void open() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // a limit that SQLite answers as it answers a full disk
        settings.setMaxPageCount(50);
        SQLiteDataSource sqlite = new SQLiteDataSource(settings);
        sqlite.setUrl("jdbc:sqlite:" + folder.resolve("hinoban.db"));
        HikariConfig config = new HikariConfig();
        config.setDataSource(sqlite);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        Health health = new Health();
        database = new BundleTables(new Transactions(Source.of(pool), health), health, "t", TEXTS);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void isGoodAgainAfterTheDiskWasFull() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> insert("big", "x".repeat(1_000_000)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(Trouble.FULL.words);
            insert("small", "x");
            assertThat(names()).containsExactly("small");
            assertThatThrownBy(() -> database.write(sql -> {
                        sql.update("DELETE FROM t_text");
                        throw new IllegalStateException("undo this");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(names()).as("transactions are undone as before").containsExactly("small");
            database.write(sql -> sql.update("DELETE FROM t_text"));
        }
    }

    private void insert(String name, String text) {
        database.write(sql -> sql.update("INSERT INTO t_text VALUES (?, ?)", name, text));
    }

    private List<String> names() {
        return database.read(sql -> sql.list("SELECT name FROM t_text", row -> row.getString(1)));
    }
}
