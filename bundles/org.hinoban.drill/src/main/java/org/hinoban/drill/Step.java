package org.hinoban.drill;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a drill, from what is stored of it.
 *
 * @param recipient whom it is about; empty if it is about nobody alone
 * @param took the time since the step before; null if it did not come to it
 * @param detail such as the mail server's answer; empty if there is nothing to say
 */
public record Step(Name name, String recipient, @Nullable Duration took, String detail) {
    /** The steps of the chain in their order. */
    public enum Name {
        /** The observation is on disk: incident and event are committed. */
        STORED,
        /** Notification has read the event log and written the message into the outbox. */
        QUEUED,
        /** The dispatcher has claimed the message and begins to hand it over. */
        CLAIMED,
        /** The mail server has accepted it. */
        ACCEPTED,
        /** Somebody has repaired the practice fault. */
        REPAIRED,
        /** The message that it is over was accepted, counted from the end of the fault. */
        RECOVERED
    }
}
