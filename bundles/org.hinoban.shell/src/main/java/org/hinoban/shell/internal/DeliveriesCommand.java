package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.delivery.Deliveries;
import org.hinoban.delivery.Deliveries.Delivery;
import org.jspecify.annotations.Nullable;

/** Lists the outbox. */
@Service
@Command(
        scope = "hinoban",
        name = "deliveries",
        description = "Lists the latest messages, or those of one incident, and what became of them",
        detailedDescription = "classpath:/help/deliveries.txt")
@SuppressWarnings("NullAway.Init")
public final class DeliveriesCommand extends ConsoleCommand {
    @Reference
    private Deliveries deliveries;

    @Option(name = "--max", description = "How many at most, up to 1000")
    private int max = 50;

    @Argument(index = 0, name = "incident", description = "The id of an incident", multiValued = true)
    @Completion(IncidentCompleter.class)
    private @Nullable List<String> rest;

    @Override
    void perform() throws Exception {
        Trailing trailing = behind(rest);
        String incident = trailing.word();
        trailing.end();
        Listing listing = new Listing(
                "No message was written yet.",
                ".id",
                "created",
                "incident",
                "recipient",
                "what",
                "state",
                ".accepted",
                ".attempts",
                "answer");
        List<Delivery> listed =
                incident == null ? deliveries.latest(Math.max(1, Math.min(max, 1_000))) : deliveries.of(incident);
        for (Delivery delivery : listed) {
            listing.row(
                    delivery.id(),
                    delivery.created(),
                    delivery.incident(),
                    delivery.recipient(),
                    delivery.what(),
                    state(delivery),
                    delivery.accepted(),
                    delivery.attempts(),
                    delivery.answer());
        }
        print(listing);
    }

    private static Listing.Worded state(Delivery delivery) {
        String state = delivery.accepted() != null ? "accepted" : delivery.abandoned() ? "abandoned" : "waiting";
        int attempts = delivery.attempts();
        return new Listing.Worded(state, attempts > 1 ? state + " (attempt " + attempts + ")" : state);
    }
}
