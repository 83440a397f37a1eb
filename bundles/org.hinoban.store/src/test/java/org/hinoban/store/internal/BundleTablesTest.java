package org.hinoban.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTablesTest {
    private static final Migration FIRST = Migration.of("001-things.sql", """
            -- what there is;
            CREATE TABLE t_thing (
              name VARCHAR(20) PRIMARY KEY
            );
            INSERT INTO t_thing VALUES ('a;b');
            """);
    private static final Migration SECOND = Migration.of("002-more.sql", "INSERT INTO t_thing VALUES ('c');\n");

    @TempDir
    Path folder;

    private DatabaseOnFile file;

    @BeforeEach
    void open() {
        file = DatabaseOnFile.open(folder.resolve("hinoban.db"));
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void runsEachMigrationOnceInItsOrder() {
        assertThat(things(file.of("t", List.of(SECOND, FIRST)))).containsExactly("a;b", "c");
        assertThat(things(file.of("t", List.of(FIRST, SECOND)))).containsExactly("a;b", "c");
    }

    @Test
    void goesOnFromAnOlderVersion() {
        assertThat(things(file.of("t", List.of(FIRST)))).containsExactly("a;b");
        assertThat(things(file.of("t", List.of(FIRST, SECOND)))).containsExactly("a;b", "c");
    }

    @Test
    void refusesAMigrationThatWasChanged() {
        things(file.of("t", List.of(FIRST)));
        Database changed = file.of("t", List.of(new Migration(1, "things", FIRST.script() + "\n")));

        assertThatThrownBy(() -> things(changed))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("migration 1 (things) was changed");
        assertThat(file.notices()).extracting(notice -> notice.text().key()).containsExactly("notice.refused");
    }

    @Test
    void refusesTablesOfANewerVersion() {
        things(file.of("t", List.of(FIRST, SECOND)));

        assertThatThrownBy(() -> things(file.of("t", List.of(FIRST))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void undoesAMigrationThatFailsHalfWay() {
        Migration broken = new Migration(2, "broken", "INSERT INTO t_thing VALUES ('x');\nNONSENSE;\n");
        assertThatThrownBy(() -> things(file.of("t", List.of(FIRST, broken)))).isInstanceOf(DatabaseException.class);
        assertThat(things(file.of("t", List.of(FIRST, SECOND)))).containsExactly("a;b", "c");
        assertThat(file.notices()).isEmpty();
    }

    private static List<String> things(Database database) {
        return database.read(sql -> sql.list("SELECT name FROM t_thing ORDER BY name", row -> row.getString(1)));
    }
}
