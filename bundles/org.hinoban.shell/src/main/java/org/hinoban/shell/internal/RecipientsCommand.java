package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.delivery.Deliveries;
import org.jspecify.annotations.Nullable;

/** Lists the recipients. */
@Service
@Command(scope = "hinoban", name = "recipients", description = "Lists who is told of incidents")
@SuppressWarnings("NullAway.Init")
public final class RecipientsCommand implements Action {
    @Reference
    private Deliveries deliveries;

    @Reference
    private Session session;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Listing listing = new Listing("name", "channel", "address", "language", "zone");
        deliveries
                .recipients()
                .forEach(recipient -> listing.row(
                        recipient.name(),
                        recipient.channel(),
                        recipient.address(),
                        recipient.language().toLanguageTag(),
                        recipient.zone().getId()));
        listing.print(session.getConsole(), json);
        return null;
    }
}
