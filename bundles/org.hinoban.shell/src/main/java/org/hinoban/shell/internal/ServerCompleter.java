package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;

/** Completes ids of servers. */
@Service
@SuppressWarnings("NullAway.Init")
public final class ServerCompleter implements Completer {
    @Reference
    private Servers servers;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(
                        servers.all().stream().map(ManagedServer::id).toList())
                .complete(session, line, candidates);
    }

    /** The server of an id; where there is none, the ids that there are. */
    static ManagedServer find(Servers servers, String id) throws ProblemException {
        return servers.find(id)
                .orElseThrow(() -> ProblemException.notFound("There is no server " + id + "; there is "
                        + String.join(
                                ", ",
                                servers.all().stream().map(ManagedServer::id).toList())));
    }
}
