package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;

/** Lists the servers. */
@Service
@Command(
        scope = "hinoban",
        name = "servers",
        description = "Lists the servers, their states and what is worst about each",
        detailedDescription = "classpath:/help/servers.txt")
@SuppressWarnings("NullAway.Init")
public final class ServersCommand extends ConsoleCommand {
    @Reference
    private Servers servers;

    @Reference
    private States states;

    @Reference
    private Reader reader;

    @Override
    void perform() throws Exception {
        Listing listing =
                new Listing("There is no server: no connector reaches one.", "id", "name", "state", "detail", ".path");
        for (ManagedServer server : servers.all()) {
            List<Condition> troubles = states.notNormal(server.id());
            listing.row(
                    server.id(),
                    server.name(),
                    states.of(server.id()).word(),
                    troubles.isEmpty() ? "" : reader.say(troubles.get(0).text("title")),
                    "/servers/" + server.id());
        }
        print(listing);
    }
}
