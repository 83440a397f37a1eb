package org.hinoban.shell.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.access.Accounts;
import org.hinoban.access.Sessions;
import org.jspecify.annotations.Nullable;

/** Lists the accounts. */
@Service
@Command(scope = "hinoban", name = "operators", description = "Lists the people who may log in")
@SuppressWarnings("NullAway.Init")
public final class OperatorsCommand implements Action {
    @Reference
    private Accounts accounts;

    @Reference
    private Sessions sessions;

    @Reference
    private Session session;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Listing listing = new Listing("user", "role", "loggedIn");
        Set<String> here = new HashSet<>(sessions.loggedIn());
        accounts.all()
                .forEach(account -> listing.row(
                        account.user(), account.role().name().toLowerCase(Locale.ROOT), here.contains(account.user())));
        listing.print(session.getConsole(), json);
        return null;
    }
}
