package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hinoban.itests.tools.Manager;

/** More people than {@code admin}, made on the console. */
final class Operators {
    private Operators() {}

    /** Adds an operator with the password of all tests. */
    static void add(Manager manager, String user) throws IOException, InterruptedException {
        String said =
                manager.console("hinoban:operator-add", "--role", "operator", "--password", Manager.PASSWORD, user);
        assertThat(manager.console("hinoban:operators")).as(said).contains(user);
    }
}
