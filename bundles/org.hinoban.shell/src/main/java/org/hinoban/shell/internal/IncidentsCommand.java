package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** Lists incidents. */
@Service
@Command(scope = "hinoban", name = "incidents", description = "Lists the open incidents")
@SuppressWarnings("NullAway.Init")
public final class IncidentsCommand implements Action {
    @Reference
    private Incidents incidents;

    @Reference
    private Reader reader;

    @Reference
    private Session session;

    @Option(name = "--all", description = "Lists the latest 100, recovered ones too")
    private boolean all;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Listing listing = new Listing("id", "server", "component", "fault", "received", "acknowledgedBy", "recovered");
        List<Incident> listed = all ? incidents.latest(null, 100) : incidents.open();
        listed.forEach(incident -> listing.row(
                incident.id(),
                incident.server(),
                incident.component().value(),
                reader.say(incident.text("title")),
                incident.received(),
                incident.acknowledgedBy(),
                incident.recovered()));
        listing.print(session.getConsole(), json);
        return null;
    }
}
