package org.hinoban.drill.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.delivery.Deliveries;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** What stands around a drill, told by a test: incidents, and messages that become what the test wants. */
final class Scene implements Observatory, Incidents, Deliveries {
    final List<Report> reports = new CopyOnWriteArrayList<>();
    final List<Recipient> recipients = new ArrayList<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile @Nullable Incident incident;

    volatile boolean storing = true;
    volatile boolean writing = true;
    UnaryOperator<Delivery> fate = UnaryOperator.identity();

    void recipient(String name) {
        recipients.add(new Recipient(name, "mail", name + "@example.org", Locale.ENGLISH, ZoneOffset.UTC));
    }

    /** A message that the mail server took. */
    static Delivery accepted(Delivery delivery) {
        Instant created = delivery.created();
        return with(delivery, created.plusMillis(2), created.plusMillis(30), false, "250 taken");
    }

    static Delivery with(
            Delivery of, @Nullable Instant attempted, @Nullable Instant accepted, boolean abandoned, String answer) {
        return new Delivery(
                of.id(),
                of.incident(),
                of.recipient(),
                of.what(),
                of.created(),
                attempted,
                accepted,
                abandoned,
                attempted == null ? 0 : 1,
                answer);
    }

    @Override
    public void accept(Report report) throws NotStoredException {
        if (!storing) {
            throw new NotStoredException("disk full", new IllegalStateException());
        }
        reports.add(report);
        Observation.Changed changed = (Observation.Changed) report.observation();
        boolean begins = changed.state() == State.ABNORMAL;
        Instant now = Instant.now();
        incident = new Incident(
                "i1",
                report.server(),
                changed.component(),
                changed.kind(),
                changed.arguments(),
                now,
                now,
                null,
                null,
                begins ? null : now,
                List.of());
        if (begins) {
            deliveries.clear();
        }
        if (writing) {
            recipients.forEach(one -> deliveries.add(fate.apply(new Delivery(
                    one.name() + begins,
                    "i1",
                    one.name(),
                    begins ? "opened" : "recovered",
                    now.plusMillis(10),
                    null,
                    null,
                    false,
                    0,
                    ""))));
        }
    }

    @Override
    public Optional<Incident> find(String id) {
        return Optional.ofNullable(incident);
    }

    @Override
    public List<Incident> open() {
        return find("i1").filter(Incident::isOpen).map(List::of).orElse(List.of());
    }

    @Override
    public List<Recipient> recipients() {
        return recipients;
    }

    @Override
    public List<Delivery> of(String id) {
        return deliveries;
    }

    @Override
    public List<Incident> latest(@Nullable Instant before, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Incident> past(@Nullable Instant before, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> timeline(Incident of) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> history(String server, ComponentPath component, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> acknowledge(String id, String user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void note(String id, String key, Kind kind, Map<String, String> arguments, Instant occurred) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Delivery> latest(int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String test(String channel, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String linkTrouble(String address) {
        throw new UnsupportedOperationException();
    }
}
