package org.hinoban.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsoleKeysTest {
    @TempDir
    private Path ssh;

    @Test
    void areMadeOnceAndForTheirOwnerOnly() throws Exception {
        ConsoleKeys.complete(ssh);
        String first = Files.readString(ssh.resolve("console.key"));
        ConsoleKeys.complete(ssh);

        assertThat(ssh.resolve("console.key")).hasContent(first);
        for (String name : List.of("host.key", "console.key", "console.pub")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ssh.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void letTheOneOperatorIn() throws Exception {
        ConsoleKeys.complete(ssh);
        Path keys = ssh.resolve("keys.properties");
        ConsoleKeys.authorize(ssh, keys);

        assertThat(Files.readAllLines(keys))
                .containsExactly(
                        "hinoban = "
                                + Files.readString(ssh.resolve("console.pub")).strip() + ",_g_:admingroup",
                        "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh");
        assertThat(Files.readString(ssh.resolve("console.pub"))).startsWith("AAAAB3NzaC1yc2E");
    }
}
