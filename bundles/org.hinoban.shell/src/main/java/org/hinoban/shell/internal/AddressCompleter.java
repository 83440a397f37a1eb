package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.api.notification.Recipient;
import org.hinoban.delivery.Deliveries;

/** Completes the addresses of the recipients. */
@Service
@SuppressWarnings("NullAway.Init")
public final class AddressCompleter implements Completer {
    @Reference
    private Deliveries deliveries;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(
                        deliveries.recipients().stream().map(Recipient::address).toList())
                .complete(session, line, candidates);
    }
}
