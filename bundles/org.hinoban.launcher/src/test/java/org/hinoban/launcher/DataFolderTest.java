package org.hinoban.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isForItsOwnerOnly() throws Exception {
        Path root = parent.resolve("deep/data");
        try (DataFolder data = DataFolder.open(root)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
                    .isEqualTo("rwx------");
            assertThat(data.resolve("etc")).isDirectory();
            assertThat(data.resolve("run/probe")).doesNotExist();
        }
    }

    @Test
    void isRefusedToASecondManagerWhileTheFirstRuns() throws Exception {
        Path root = parent.resolve("data");
        try (DataFolder first = DataFolder.open(root)) {
            assertThatThrownBy(() -> DataFolder.open(root))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("another manager (process "
                            + ProcessHandle.current().pid() + ") is running on " + first.root());
        }
        DataFolder.open(root).close();
    }

    @Test
    void saysInWordsWhyItCannotBeWritten() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(LaunchException.class)
                .hasMessage("cannot write to " + file + ": it is not a folder");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(LaunchException.class)
                .hasMessageEndingWith(": it is not a folder");
    }
}
