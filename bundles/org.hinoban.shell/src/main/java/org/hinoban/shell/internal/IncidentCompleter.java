package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;

/** Completes ids of incidents, of the latest ones. */
@Service
@SuppressWarnings("NullAway.Init")
public final class IncidentCompleter implements Completer {
    private static final int LATEST = 50;

    @Reference
    private Incidents incidents;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(incidents.latest(null, LATEST).stream()
                        .map(Incident::id)
                        .toList())
                .complete(session, line, candidates);
    }
}
