package org.hinoban.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceDefaultsTest {
    @TempDir
    Path folder;

    @Test
    void setsEveryLimitOfAServerThatMayVanish() {
        Map<String, Object> file = file("url", "jdbc:postgresql://db/hinoban");

        assertThat(DataSourceDefaults.complete(file)).isEmpty();

        assertThat(file)
                .containsEntry("osgi.jdbc.driver.class", "org.postgresql.Driver")
                .containsEntry("dataSourceName", "hinoban")
                .containsEntry("pool", "hikari")
                .containsKeys("connectTimeout", "socketTimeout", "loginTimeout", "tcpKeepAlive", "options")
                .containsKeys("hikari.connectionTimeout", "hikari.maximumPoolSize");
    }

    @Test
    void leavesWhatTheOperatorSetAndWhatTheUrlSays() {
        Map<String, Object> file =
                file("url", "jdbc:postgresql://db/hinoban?socketTimeout=60", "hikari.maximumPoolSize", "3");

        DataSourceDefaults.complete(file);

        assertThat(file).doesNotContainKey("socketTimeout").containsEntry("hikari.maximumPoolSize", "3");
    }

    @Test
    void knowsTheFileThatEarlierVersionsMade() {
        Map<String, Object> file = file("osgi.jdbc.driver.name", "sqlite", "url", "jdbc:sqlite:/x", "busyTimeout", "1");

        assertThat(DataSourceDefaults.complete(file)).isEmpty();

        assertThat(file)
                .doesNotContainKey("osgi.jdbc.driver.name")
                .containsEntry("osgi.jdbc.driver.class", "org.sqlite.JDBC")
                .containsEntry("transactionMode", "IMMEDIATE")
                .containsEntry("busyTimeout", "1");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(DataSourceDefaults.complete(file("user", "x"))).contains("no line url");
        assertThat(DataSourceDefaults.complete(file("url", "jdbc:oracle:x"))).contains("neither");
    }

    @Test
    void takesThePasswordFromTheFirstLineOfAFile() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\nnot this\n");
        Map<String, Object> file = file("url", "jdbc:postgresql://db/hinoban", "password.file", password.toString());

        DataSourceDefaults.complete(file);

        assertThat(file).containsEntry("password", "secret").doesNotContainKey("password.file");
    }

    private static Map<String, Object> file(String... lines) {
        Map<String, Object> file = new HashMap<>();
        for (int i = 0; i < lines.length; i += 2) {
            file.put(lines[i], lines[i + 1]);
        }
        return file;
    }
}
