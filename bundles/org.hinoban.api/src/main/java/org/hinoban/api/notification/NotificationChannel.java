package org.hinoban.api.notification;

import org.osgi.annotation.versioning.ConsumerType;

/** A way to notify people. Registered as a service with the property of {@link Channel}. */
@ConsumerType
@FunctionalInterface
public interface NotificationChannel {
    /**
     * Hands one message over for one recipient. Runs on a thread of the core's, at most 60 s; interruption means that the
     * time is over. May be called again with the same {@link Message#id()} after a failure or a crash, so a channel that
     * can tells its peer the id.
     *
     * @return the peer's answer to its acceptance, one line
     * @throws DeliveryException if it was not accepted; a {@link PathDownException} if nothing would be now
     */
    String send(Message message, Recipient recipient) throws DeliveryException, InterruptedException;

    /**
     * Looks whether messages would be taken now, as far as can be seen without handing one over. Runs on a thread of the
     * core's about once a minute, at most 30 s; interruption means that the time is over.
     *
     * @return what was seen, one line; empty if this channel cannot look
     * @throws DeliveryException if nothing would be taken now
     */
    default String check() throws DeliveryException, InterruptedException {
        return "";
    }
}
