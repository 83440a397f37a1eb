package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.api.server.Servers;
import org.hinoban.incident.States;
import org.jspecify.annotations.Nullable;

/** Lists the servers. */
@Service
@Command(scope = "hinoban", name = "servers", description = "Lists the servers with their states")
@SuppressWarnings("NullAway.Init")
public final class ServersCommand implements Action {
    @Reference
    private Servers servers;

    @Reference
    private States states;

    @Reference
    private Session session;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Listing listing = new Listing("id", "name", "state");
        servers.all()
                .forEach(server -> listing.row(
                        server.id(), server.name(), states.of(server.id()).word()));
        listing.print(session.getConsole(), json);
        return null;
    }
}
