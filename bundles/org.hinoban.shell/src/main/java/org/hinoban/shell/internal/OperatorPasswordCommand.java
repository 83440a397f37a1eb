package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.access.Accounts;
import org.hinoban.audit.AuditLog;
import org.hinoban.audit.AuditLog.Deed;
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
    private AuditLog audit;

    @Reference
    private Session session;

    @Argument(index = 0, name = "user", description = "The user ID", required = true)
    @Completion(UserCompleter.class)
    private String user;

    @Option(name = "--password-file", description = "Takes the password from the first line of a file")
    private @Nullable String passwordFile;

    @Option(name = "--password-stdin", description = "Reads the password from standard input")
    private boolean passwordStdin;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    public @Nullable Object execute() throws Exception {
        Trailing trailing = new Trailing(behind);
        String behindFile = trailing.value("--password-file");
        String file = behindFile == null ? passwordFile : behindFile;
        boolean fromInput = trailing.flag("--password-stdin") || passwordStdin;
        trailing.end();
        if (accounts.find(user).isEmpty()) {
            throw new IllegalArgumentException("There is no user " + user);
        }
        try (Password password = Password.obtain(session, file, fromInput)) {
            accounts.password(user, password.characters());
            audit.record(new Deed(Console.user(session), Console.CLIENT, "operator-password " + user, "", "", "done"));
            password.tell(session);
        }
        return null;
    }
}
