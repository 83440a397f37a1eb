package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.delivery.Deliveries;

/** Lists the recipients. */
@Service
@Command(
        scope = "hinoban",
        name = "recipients",
        description = "Lists who is told of incidents",
        detailedDescription = "classpath:/help/recipients.txt")
@SuppressWarnings("NullAway.Init")
public final class RecipientsCommand extends ConsoleCommand {
    @Reference
    private Deliveries deliveries;

    @Override
    void perform() throws Exception {
        Listing listing = new Listing(
                "Nobody is told: no recipient is configured.", "name", "channel", "address", "language", "zone");
        deliveries
                .recipients()
                .forEach(recipient -> listing.row(
                        recipient.name(),
                        recipient.channel(),
                        recipient.address(),
                        recipient.language().toLanguageTag(),
                        recipient.zone().getId()));
        print(listing);
    }
}
