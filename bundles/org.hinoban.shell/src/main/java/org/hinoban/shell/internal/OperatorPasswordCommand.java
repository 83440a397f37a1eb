package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Sets a password. */
@Service
@Command(
        scope = "hinoban",
        name = "operator-password",
        description =
                "Sets a new password and ends the sessions of the user; without a given one it is made up and told once",
        detailedDescription = "classpath:/help/operator-password.txt")
@SuppressWarnings("NullAway.Init")
public final class OperatorPasswordCommand extends PasswordCommand {
    @Argument(index = 0, name = "user", description = "The user ID", required = true)
    @Completion(UserCompleter.class)
    private String user;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    void perform() throws Exception {
        Trailing options = behind(behind);
        if (accounts().find(user).isEmpty()) {
            throw ProblemException.notFound("There is no user " + user);
        }
        withPassword(options, "operator-password", user, password -> accounts().password(user, password));
    }
}
