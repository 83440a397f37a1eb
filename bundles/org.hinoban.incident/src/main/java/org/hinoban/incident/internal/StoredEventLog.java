package org.hinoban.incident.internal;

import java.util.List;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the events in the order of their commits. */
@Component
public final class StoredEventLog implements EventLog {
    private static final int MAX_ROWS = 1_000;

    private final Chronicle chronicle;

    @Activate
    public StoredEventLog(@Reference Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    @Override
    public List<Event> after(long position, int max) {
        return chronicle.read(sql -> sql.list(
                "SELECT * FROM incident_event WHERE position > ? ORDER BY position LIMIT ?",
                Rows::event,
                position,
                Math.max(0, Math.min(max, MAX_ROWS))));
    }

    @Override
    public long last() {
        return chronicle.read(Rows::last);
    }

    @Override
    public void needsNoMore(String consumer, long position) {
        chronicle.alter(
                sql -> sql.update("UPDATE incident_reader SET position = ? WHERE name = ?", position, consumer) == 1
                        ? 1
                        : sql.update("INSERT INTO incident_reader (name, position) VALUES (?, ?)", consumer, position));
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        return chronicle.appended.add(count -> listener.run());
    }
}
