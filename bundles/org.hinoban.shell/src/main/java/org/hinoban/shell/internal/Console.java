package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.console.Session;

/** Who sits at the console: whoever is here is an administrator of the machine. */
final class Console {
    /** What stands for the client's address. */
    static final String CLIENT = "console";

    private Console() {}

    static String user(Session session) {
        Object user = session.get("USER");
        return user == null ? CLIENT : user.toString();
    }
}
