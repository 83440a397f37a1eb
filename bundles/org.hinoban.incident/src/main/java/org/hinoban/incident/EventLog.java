package org.hinoban.incident;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The append-only record of incident events. Each consumer keeps its own durable position. */
@ProviderType
public interface EventLog {
    /** The events after a position, in their order. Positions have no gaps but those of what was forgotten. */
    List<Event> after(long position, int max);

    /** The position of the last event; 0 if there is none. */
    long last();

    /**
     * Says how far a consumer has come for good: it needs no event up to there any more, nor its incident. What no consumer
     * has said that of is kept, however old it is.
     *
     * @param consumer a name that stays the same
     */
    void needsNoMore(String consumer, long position);

    /**
     * Calls back after each commit that appended, on the committing thread: return at once. Close to end it.
     */
    Subscription onAppend(Runnable listener);

    /** A listener's registration. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
