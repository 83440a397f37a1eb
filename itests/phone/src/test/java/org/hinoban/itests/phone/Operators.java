package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hinoban.itests.tools.Manager;

/** More people than {@code admin}, made on the console. */
final class Operators {
    private Operators() {}

    /** Adds an operator with the password of all tests. */
    static void add(Manager manager, String user) throws IOException, InterruptedException {
        Path secret = manager.data().resolve("run/secret");
        Files.writeString(secret, Manager.PASSWORD + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String said = manager.console("hinoban:operator-add", user, "operator", "--password-file", secret.toString());
        assertThat(manager.console("hinoban:operators")).as(said).contains(user);
    }
}
