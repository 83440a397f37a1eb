package org.hinoban.notification.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hinoban.incident.DrillFault;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.notification.internal.Outbox.Addressee;
import org.hinoban.notification.internal.Outbox.Order;
import org.jspecify.annotations.Nullable;

/** Reads the event log from where it stopped and writes into the outbox who is to be told. */
final class Router {
    private static final int AT_ONCE = 200;

    private final EventLog events;
    private final Incidents incidents;
    private final Outbox outbox;
    private final Writer writer;
    private final Supplier<Collection<Member>> members;

    Router(EventLog events, Incidents incidents, Outbox outbox, Writer writer, Supplier<Collection<Member>> members) {
        this.events = events;
        this.incidents = incidents;
        this.outbox = outbox;
        this.writer = writer;
        this.members = members;
    }

    /** Reads all that there is. */
    void readOn() {
        while (true) {
            long position = outbox.position();
            List<Event> batch = events.after(position, AT_ONCE);
            if (batch.isEmpty()) {
                return;
            }
            List<Order> orders = new ArrayList<>();
            batch.forEach(event -> order(event).ifPresent(orders::add));
            outbox.advance(position, batch.get(batch.size() - 1).position(), orders);
        }
    }

    private Optional<Order> order(Event event) {
        String id = event.incident();
        if (id == null) {
            return Optional.empty();
        }
        return switch (event.type()) {
            case OPENED -> incidents.find(id).map(incident -> open(event, incident));
            case ACKNOWLEDGED ->
                incidents
                        .find(id)
                        .map(incident -> new Order.Follow(event.position(), id, Row.ACKNOWLEDGED, taker(incident)));
            case RECOVERED -> Optional.of(new Order.Follow(event.position(), id, Row.RECOVERED, null));
            case CHANGED, NOTED -> Optional.empty();
        };
    }

    private Order open(Event event, Incident incident) {
        return new Order.Open(
                event.position(),
                incident.id(),
                members.get().stream()
                        .filter(member ->
                                DrillFault.concerns(member.recipient().name(), incident.kind(), incident.arguments()))
                        .map(member -> new Addressee(member.recipient().name(), writer.subject(incident, member)))
                        .toList());
    }

    private @Nullable String taker(Incident incident) {
        return members.get().stream()
                .filter(member -> member.user().equals(incident.acknowledgedBy()))
                .map(member -> member.recipient().name())
                .findFirst()
                .orElse(null);
    }
}
