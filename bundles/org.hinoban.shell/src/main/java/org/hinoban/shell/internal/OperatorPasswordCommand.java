package org.hinoban.shell.internal;

import java.util.Arrays;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.access.Accounts;
import org.jspecify.annotations.Nullable;

/** Sets a password. */
@Service
@Command(
        scope = "hinoban",
        name = "operator-password",
        description =
                "Sets a new password and ends the sessions of the user; without a given one it is made up and printed once")
@SuppressWarnings("NullAway.Init")
public final class OperatorPasswordCommand implements Action {
    @Reference
    private Accounts accounts;

    @Reference
    private Session session;

    @Argument(index = 0, name = "user", description = "The user ID", required = true)
    @Completion(UserCompleter.class)
    private String user;

    @Option(name = "--password-file", description = "Takes the password from the first line of a file")
    private @Nullable String passwordFile;

    @Option(name = "--password-stdin", description = "Reads the password from standard input")
    private boolean passwordStdin;

    @Override
    public @Nullable Object execute() throws Exception {
        if (accounts.find(user).isEmpty()) {
            throw new IllegalArgumentException("There is no user " + user);
        }
        char[] password = Passwords.obtain(session, passwordFile, passwordStdin);
        try {
            accounts.password(user, password);
        } finally {
            Arrays.fill(password, ' ');
        }
        return null;
    }
}
