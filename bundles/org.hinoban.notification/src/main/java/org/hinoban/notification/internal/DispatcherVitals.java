package org.hinoban.notification.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.text.Text;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.store.DatabaseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the dispatcher looks at its queue, and how far it is behind. */
@Component
@HealthPart(name = "dispatcher")
public final class DispatcherVitals implements HealthCheck, MeasureSource {
    private static final Duration WAIT = Duration.ofSeconds(2);

    /** As long as a transaction may wait for its turn: a busy database is no dispatcher that stands still. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final EventLog events;
    private final Notifier notifier;

    @Activate
    public DispatcherVitals(@Reference EventLog events, @Reference Notifier notifier) {
        this.events = events;
        this.notifier = notifier;
    }

    @Override
    public Finding check() throws InterruptedException {
        Dispatcher dispatcher = notifier.dispatcher();
        DispatcherWatch watch = dispatcher.watch();
        dispatcher.wake();
        watch.awaitLook(WAIT);
        Duration since = watch.sinceLook();
        if (since.compareTo(LONGEST) > 0) {
            return Finding.broken(
                    text("health.still", "It has not looked at its queue for {0} s; see the log", since.toSeconds()));
        }
        if (watch.overdue() > 0) {
            return Finding.broken(text("health.overdue", "Messages to {0} recipients are overdue", watch.overdue()));
        }
        return Finding.sound(text("health.looks", "It looks at its queue, and nothing is overdue"));
    }

    @Override
    public List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        DispatcherWatch watch = notifier.dispatcher().watch();
        measures.add(watch.measure());
        measures.add(Measure.gauge(
                "hinoban_dispatcher_last_look_seconds",
                "For how long the dispatcher has not looked at its queue.",
                watch.sinceLook().toMillis() / 1000.0));
        measures.add(Measure.gauge(
                "hinoban_deliveries_overdue",
                "Recipients who wait for a message that should have been tried long ago.",
                watch.overdue()));
        try {
            measures.addAll(stored());
        } catch (DatabaseException e) {
            // the others are known all the same
            return measures;
        }
        return measures;
    }

    private List<Measure> stored() {
        Outbox.Backlog backlog = notifier.outbox().backlog();
        long position = notifier.outbox().position();
        List<Event> unread = events.after(position, 1);
        long behind = unread.isEmpty() ? 0 : events.last() - position;
        long since = unread.isEmpty() ? backlog.now() : unread.get(0).received().toEpochMilli();
        return List.of(
                Measure.gauge("hinoban_dispatcher_lag_events", "Events that the dispatcher has not read yet.", (double)
                        behind),
                Measure.gauge(
                        "hinoban_dispatcher_lag_seconds",
                        "For how long the oldest event that it has not read has been there.",
                        Math.max(0, backlog.now() - since) / 1000.0),
                Measure.gauge("hinoban_deliveries_waiting", "Messages that nobody has accepted yet.", (double)
                        backlog.waiting()),
                Measure.gauge(
                        "hinoban_deliveries_oldest_waiting_seconds",
                        "For how long the one has waited that waits longest.",
                        Math.max(0, backlog.now() - backlog.oldest()) / 1000.0));
    }

    private static Text text(String key, String english, Object... arguments) {
        return Text.of(Notifier.PID, key, english, arguments);
    }
}
