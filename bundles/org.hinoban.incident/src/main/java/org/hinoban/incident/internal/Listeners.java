package org.hinoban.incident.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hinoban.incident.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to be woken; one that throws keeps the others from nothing. */
final class Listeners<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Consumer<T>> all = new CopyOnWriteArrayList<>();

    EventLog.Subscription add(Consumer<T> listener) {
        // the same listener may be there twice, and each closes its own
        Consumer<T> own = new Own<>(listener);
        all.add(own);
        return () -> all.remove(own);
    }

    void call(T value) {
        for (Consumer<T> listener : all) {
            try {
                listener.accept(value);
            } catch (RuntimeException e) {
                LOG.error("A listener to incidents failed; what was stored stays stored", e);
            }
        }
    }

    private static final class Own<T> implements Consumer<T> {
        private final Consumer<T> listener;

        Own(Consumer<T> listener) {
            this.listener = listener;
        }

        @Override
        public void accept(T value) {
            listener.accept(value);
        }
    }
}
