package org.hinoban.web.internal;

import java.util.List;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;

/** An event log without events. */
final class QuietLog implements EventLog {
    private final List<Runnable> listeners;

    QuietLog(List<Runnable> listeners) {
        this.listeners = listeners;
    }

    @Override
    public List<Event> after(long position, int max) {
        return List.of();
    }

    @Override
    public long last() {
        return 0;
    }

    @Override
    public void needsNoMore(String consumer, long position) {
        // nobody reads this log
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
