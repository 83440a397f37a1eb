package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.delivery.Deliveries;
import org.hinoban.delivery.Deliveries.Delivery;
import org.jspecify.annotations.Nullable;

/** Lists the outbox. */
@Service
@Command(scope = "hinoban", name = "deliveries", description = "Lists the latest messages and what became of them")
@SuppressWarnings("NullAway.Init")
public final class DeliveriesCommand implements Action {
    @Reference
    private Deliveries deliveries;

    @Reference
    private Session session;

    @Option(name = "--max", description = "How many at most")
    private int max = 50;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Listing listing = new Listing(
                "id", "incident", "recipient", "what", "created", "state", "accepted", "attempts", "answer");
        for (Delivery delivery : deliveries.latest(Math.max(1, Math.min(max, 1_000)))) {
            String state = delivery.accepted() != null ? "accepted" : delivery.abandoned() ? "abandoned" : "waiting";
            listing.row(
                    delivery.id(),
                    delivery.incident(),
                    delivery.recipient(),
                    delivery.what(),
                    delivery.created(),
                    state,
                    delivery.accepted(),
                    delivery.attempts(),
                    delivery.answer());
        }
        listing.print(session.getConsole(), json);
        return null;
    }
}
