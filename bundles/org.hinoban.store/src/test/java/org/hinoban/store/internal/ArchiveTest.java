package org.hinoban.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hinoban.store.BackupException;
import org.hinoban.store.internal.Manifest.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Migration FIRST = new Migration(1, "first", """
            CREATE TABLE t_row (id BIGINT PRIMARY KEY, text TEXT, yes BOOLEAN);
            INSERT INTO t_row (id, text, yes) VALUES (0, 'made by the migration', FALSE);
            """);
    private static final Migration SECOND = new Migration(2, "second", """
            ALTER TABLE t_row ADD COLUMN more BIGINT;
            UPDATE t_row SET more = id * 2;
            """);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void make() throws Exception {
        file = folder.resolve("backup.zip");
        try (Connection connection = database("one");
                ArchiveWriter writer = ArchiveWriter.create(file)) {
            Statements sql = new Statements(connection, Dialect.SQLITE);
            Tables.define(sql);
            FIRST.statements().forEach(sql::define);
            Tables.record(sql, FIRST.of("b"));
            sql.update("DELETE FROM t_row");
            sql.update("INSERT INTO t_row VALUES (?, ?, ?)", 1L << 40, "line\n\"quoted\" 日本 \ud83d\udd25", true);
            sql.update("INSERT INTO t_row VALUES (?, ?, ?)", 2L, null, null);
            List<Script> scripts = Tables.applied(connection);
            for (String table : Tables.existing(connection, scripts)) {
                writer.table(table, out -> Rows.write(connection, table, out));
            }
            writer.finish(new Manifest("1", "now", "SQLite", "/data", scripts, List.of(), List.of()));
        }
    }

    @Test
    void takesThePlaceOfAllRowsAndBringsThemUpToDate() throws Exception {
        try (Connection connection = database("two");
                Archive archive = Archive.open(file)) {
            Statements sql = new Statements(connection, Dialect.SQLITE);
            Tables.define(sql);
            FIRST.statements().forEach(sql::define);
            SECOND.statements().forEach(sql::define);
            Tables.record(sql, FIRST.of("b"));
            Tables.record(sql, SECOND.of("b"));

            new Load(archive, List.of(SECOND.of("b")), List.of("DELETE FROM t_row WHERE id = 2")).into(connection);

            assertThat(sql.list(
                            "SELECT id, text, yes, more FROM t_row",
                            row -> row.getLong(1) + row.getString(2) + row.getBoolean(3) + row.getLong(4)))
                    .containsExactly((1L << 40) + "line\n\"quoted\" 日本 \ud83d\udd25" + true + (1L << 41));
            assertThat(Tables.applied(connection)).hasSize(2);
        }
    }

    @Test
    void leavesEverythingAsItWasWhenTheRowsDoNotFit() throws Exception {
        try (Connection connection = database("two");
                Archive archive = Archive.open(file)) {
            Statements sql = new Statements(connection, Dialect.SQLITE);
            Tables.define(sql);
            FIRST.statements().forEach(sql::define);
            Tables.record(sql, FIRST.of("b"));
            Load load = new Load(archive, List.of(new Migration(2, "wrong", "nonsense;").of("b")), List.of());

            assertThatThrownBy(() -> load.into(connection)).isInstanceOf(BackupException.class);

            assertThat(sql.list("SELECT text FROM t_row", row -> row.getString(1)))
                    .containsExactly("made by the migration");
        }
    }

    @Test
    void isReadableByItsOwnerAloneAndNeverWrittenOver() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> ArchiveWriter.create(file)).hasMessageContaining("exists already");
        try (ArchiveWriter unfinished = ArchiveWriter.create(folder.resolve("other.zip"))) {
            assertThat(unfinished).isNotNull();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsOnly("backup.zip", "one.db");
        }
    }

    @Test
    void isRefusedWhenItIsNotWhatItsManifestSays() throws Exception {
        change("tables/t_row.jsonl", "[\"id\",\"text\",\"yes\"]\n");
        assertThatThrownBy(() -> Archive.open(file)).hasMessageContaining("t_row.jsonl was changed");
    }

    @Test
    void isRefusedWhenItIsCutOffForeignOrNewer() throws Exception {
        Path cutOff = folder.resolve("cut-off.zip");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(cutOff, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Archive.open(cutOff)).hasMessageContaining("cut off");

        change("manifest.json", "{\"product\":\"other\"}");
        assertThatThrownBy(() -> Archive.open(file)).hasMessageContaining("no backup of Hinoban");
        change("manifest.json", "{\"product\":\"hinoban\",\"format\":2,\"version\":\"9.0\"}");
        assertThatThrownBy(() -> Archive.open(file)).hasMessageContaining("newer version (9.0)");
    }

    @Test
    void onlyNamesBecomeSql() {
        assertThat(Set.of("t_row", "a1"))
                .allSatisfy(name -> assertThat(Rows.name(name)).isEqualTo(name));
        assertThatThrownBy(() -> Rows.name("t; DROP TABLE t")).isInstanceOf(IllegalArgumentException.class);
    }

    private void change(String entry, String content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.write(zip.getPath(entry), content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Connection database(String name) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + ".db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
        }
        return connection;
    }
}
