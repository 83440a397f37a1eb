package org.hinoban.navigation.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.incident.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know when something changes. */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    EventLog.Subscription add(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("A listener to the navigation failed.", e);
            }
        }
    }
}
