package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.api.server.Servers;

/** Completes ids of servers. */
@Service
@SuppressWarnings("NullAway.Init")
public final class ServerCompleter implements Completer {
    @Reference
    private Servers servers;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter strings = new StringsCompleter();
        servers.all().forEach(server -> strings.getStrings().add(server.id()));
        return strings.complete(session, line, candidates);
    }
}
