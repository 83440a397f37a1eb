package org.hinoban.shell.internal;

import java.util.List;
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
import org.hinoban.audit.AuditLog;
import org.hinoban.audit.AuditLog.Deed;
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
    private AuditLog audit;

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

    @Argument(index = 2, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    public @Nullable Object execute() throws Exception {
        Trailing trailing = new Trailing(behind);
        String behindFile = trailing.value("--password-file");
        String file = behindFile == null ? passwordFile : behindFile;
        boolean fromInput = trailing.flag("--password-stdin") || passwordStdin;
        trailing.end();
        Role wanted = role();
        if (accounts.find(user).isPresent()) {
            throw new IllegalArgumentException("There is a user " + user + " already");
        }
        try (Password password = Password.obtain(session, file, fromInput)) {
            accounts.add(user, wanted, password.characters());
            audit.record(new Deed(Console.user(session), Console.CLIENT, "operator-add " + user, "", "", "done"));
            password.tell(session);
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
