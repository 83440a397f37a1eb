package org.hinoban.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatorFilesTest {
    private static final String ADMIN = "org.hinoban.notification.recipient-admin.cfg";

    @TempDir
    private Path etc;

    @Test
    void keepsWhatTheOperatorWrote() throws Exception {
        Files.writeString(etc.resolve("org.hinoban.web.cfg"), "port = 9000\n");

        OperatorFiles.complete(etc);
        OperatorFiles.complete(etc);

        assertThat(etc.resolve("org.hinoban.web.cfg")).hasContent("port = 9000\n");
        assertThat(etc.resolve("org.hinoban.access.cfg")).exists();
    }

    @Test
    void makesTheFirstRecipientOnlyWhileThereIsNone() throws Exception {
        Files.writeString(
                etc.resolve("org.hinoban.notification.recipient-night1.cfg"), "address = night1@example.org\n");

        OperatorFiles.complete(etc);

        assertThat(etc.resolve(ADMIN)).doesNotExist();
    }

    @Test
    void leavesEveryDefaultCommentedOut() throws Exception {
        OperatorFiles.complete(etc);

        List<String> speaking = List.of(ADMIN, "org.ops4j.datasource-hinoban.cfg");
        for (Path file : files()) {
            if (!speaking.contains(file.getFileName().toString())) {
                assertThat(keys(file)).as(file.toString()).isEmpty();
            }
        }
        assertThat(keys(etc.resolve(ADMIN))).containsEntry("language", "en");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(etc)) {
            return files.toList();
        }
    }

    private static Properties keys(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
