package org.hinoban.shell.internal;

import java.util.Arrays;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.access.Accounts;
import org.hinoban.api.menu.Role;
import org.jspecify.annotations.Nullable;

/** Adds an account. */
@Service
@Command(
        scope = "hinoban",
        name = "operator-add",
        description = "Adds somebody who may log in; without a given password one is made up and printed once")
@SuppressWarnings("NullAway.Init")
public final class OperatorAddCommand implements Action {
    @Reference
    private Accounts accounts;

    @Reference
    private Session session;

    @Argument(index = 0, name = "user", description = "The user ID", required = true)
    private String user;

    @Argument(index = 1, name = "role", description = "viewer, operator or admin", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"viewer", "operator", "admin"})
    private String role;

    @Option(name = "--password-file", description = "Takes the password from the first line of a file")
    private @Nullable String passwordFile;

    @Option(name = "--password-stdin", description = "Reads the password from standard input")
    private boolean passwordStdin;

    @Override
    public @Nullable Object execute() throws Exception {
        Role wanted = role();
        if (accounts.find(user).isPresent()) {
            throw new IllegalArgumentException("There is a user " + user + " already");
        }
        char[] password = Passwords.obtain(session, passwordFile, passwordStdin);
        try {
            accounts.add(user, wanted, password);
        } finally {
            Arrays.fill(password, ' ');
        }
        return null;
    }

    private Role role() {
        try {
            return Role.valueOf(role.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A role is viewer, operator or admin, not " + role, e);
        }
    }
}
