package org.hinoban.notification.internal;

import java.util.Optional;
import org.hinoban.api.notification.DeliveryException;

/** What the dispatcher needs to know and to have done of a row. */
interface Desk {
    /** The name of the channel of a recipient; empty if there is none that can be told. */
    Optional<String> channel(String recipient);

    /** Whether there is a recipient of that name, be it one that cannot be told as configured now. */
    boolean isConfigured(String recipient);

    /** Whether a channel is installed. */
    boolean isThere(String channel);

    /** Writes and hands over. */
    String send(Row row) throws DeliveryException, InterruptedException;

    /** Called once it is written down that a row was accepted. */
    void accepted(Row row, long at, String answer);

    /** Called once it is written down that a row was given up. */
    void abandoned(Row row, long at, String answer);

    Limits limits();
}
