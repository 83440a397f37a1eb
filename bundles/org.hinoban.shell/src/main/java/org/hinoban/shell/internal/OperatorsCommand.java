package org.hinoban.shell.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.access.Accounts;
import org.hinoban.access.Sessions;

/** Lists the accounts. */
@Service
@Command(
        scope = "hinoban",
        name = "operators",
        description = "Lists who may log in, and who is logged in now",
        detailedDescription = "classpath:/help/operators.txt")
@SuppressWarnings("NullAway.Init")
public final class OperatorsCommand extends ConsoleCommand {
    @Reference
    private Accounts accounts;

    @Reference
    private Sessions sessions;

    @Override
    void perform() throws Exception {
        Listing listing = new Listing("Nobody may log in.", "user", "role", "loggedIn", "locked", "lastLogin");
        Set<String> here = new HashSet<>(sessions.loggedIn());
        accounts.all()
                .forEach(account -> listing.row(
                        account.user(),
                        account.role().name().toLowerCase(Locale.ROOT),
                        here.contains(account.user()),
                        account.locked(),
                        account.lastLogin()));
        print(listing);
    }
}
