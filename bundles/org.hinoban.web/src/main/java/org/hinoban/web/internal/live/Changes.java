package org.hinoban.web.internal.live;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.access.Leases;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.EventLog.Subscription;
import org.hinoban.incident.States;
import org.hinoban.navigation.Navigation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts what changes, so that a page can be told what happened since it was drawn. A topic is the id of a server, or
 * {@link #EVERYTHING}.
 */
@Component(service = Changes.class)
public final class Changes {
    /** The topic of what concerns every page. */
    public static final String EVERYTHING = "*";

    private static final int KEPT = 512;

    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> closers;

    /** Guarded by itself; the topic of position p at index p modulo its length. */
    private final String[] latest = new String[KEPT];

    /** Guarded by {@link #latest}. */
    private long position;

    @Activate
    public Changes(
            @Reference Navigation navigation,
            @Reference States states,
            @Reference EventLog log,
            @Reference Leases leases) {
        closers = List.of(
                navigation.onChange(() -> publish(EVERYTHING))::close,
                states.onChange(this::publish)::close,
                log.onAppend(() -> publish(EVERYTHING))::close,
                leases.onChange(() -> publish(EVERYTHING))::close);
    }

    @Deactivate
    void close() {
        closers.forEach(Runnable::run);
    }

    /** Says that something changed. Returns at once. */
    public void publish(String topic) {
        synchronized (latest) {
            position++;
            latest[(int) (position % KEPT)] = topic;
        }
        listeners.forEach(Runnable::run);
    }

    /** The position of the last change, with a mark of this run of the manager. */
    public String position() {
        synchronized (latest) {
            return epoch + "-" + position;
        }
    }

    /** What changed after a position; everything if that is not known any more. */
    public Since since(String earlier) {
        int dash = earlier.lastIndexOf('-');
        Set<String> topics = new TreeSet<>();
        synchronized (latest) {
            String now = position();
            long from = dash > 0 && earlier.substring(0, dash).equals(epoch) ? number(earlier.substring(dash + 1)) : -1;
            if (from < 0 || from > position || position - from >= KEPT) {
                return new Since(Set.of(EVERYTHING), now);
            }
            for (long p = from + 1; p <= position; p++) {
                topics.add(latest[(int) (p % KEPT)]);
            }
            return new Since(topics, now);
        }
    }

    /**
     * What changed up to a position, and nothing behind it.
     *
     * @param topics in their order; none if nothing changed
     */
    public record Since(Set<String> topics, String position) {
        public Since {
            topics = Collections.unmodifiableSet(new TreeSet<>(topics));
        }
    }

    /** Calls back whenever there is something new, on the thread of who changed it: return at once. */
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
