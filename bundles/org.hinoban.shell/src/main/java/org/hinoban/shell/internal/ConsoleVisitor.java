package org.hinoban.shell.internal;

import java.time.Instant;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.navigation.Visitor;

/** The person at the console as the menu sees them: an administrator without a session of the web's. */
final class ConsoleVisitor {
    private ConsoleVisitor() {}

    static Visitor of(String user) {
        return new Visitor(
                new Session(ConsoleCommand.CLIENT, user, Role.ADMIN, "", null, Instant.now()), ConsoleCommand.CLIENT);
    }
}
