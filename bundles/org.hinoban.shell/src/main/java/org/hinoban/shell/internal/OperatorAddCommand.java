package org.hinoban.shell.internal;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.api.menu.Role;
import org.jspecify.annotations.Nullable;

/** Adds an account. */
@Service
@Command(
        scope = "hinoban",
        name = "operator-add",
        description = "Adds somebody who may log in; without a given password one is made up and told once",
        detailedDescription = "classpath:/help/operator-add.txt")
@SuppressWarnings("NullAway.Init")
public final class OperatorAddCommand extends PasswordCommand {
    @Argument(index = 0, name = "user", description = "The user ID", required = true)
    @Completion(AnyWordCompleter.class)
    private String user;

    @Argument(index = 1, name = "role", description = "viewer, operator or admin", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"viewer", "operator", "admin"})
    private String role;

    @Argument(index = 2, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    void perform() throws Exception {
        Trailing options = behind(behind);
        Role wanted = role();
        if (accounts().find(user).isPresent()) {
            throw ProblemException.refused("There is a user " + user + " already");
        }
        withPassword(options, "operator-add", user, password -> accounts().add(user, wanted, password));
    }

    private Role role() {
        try {
            return Role.valueOf(role.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A role is viewer, operator or admin, not " + role, e);
        }
    }
}
