package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.access.Accounts;
import org.hinoban.access.Accounts.Account;

/** Completes user IDs. */
@Service
@SuppressWarnings("NullAway.Init")
public final class UserCompleter implements Completer {
    @Reference
    private Accounts accounts;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(accounts.all().stream().map(Account::user).toList())
                .complete(session, line, candidates);
    }
}
