package org.hinoban.delivery;

import java.time.Instant;
import java.util.List;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.Recipient;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The outbox and the people in it. */
@ProviderType
public interface Deliveries {
    /** The configured recipients in the order of their names. */
    List<Recipient> recipients();

    /** The latest deliveries, newest first. */
    List<Delivery> latest(int max);

    /** The deliveries of one incident, oldest first. */
    List<Delivery> of(String incident);

    /**
     * Sends a test message at once, outside the outbox; at most 60 s.
     *
     * @return the peer's answer
     */
    String test(String channel, String address) throws DeliveryException, InterruptedException;

    /** The link that messages carry, and why it will not work for an outside address; empty if it will. */
    String linkTrouble(String address);

    /**
     * One message to one recipient.
     *
     * @param what {@code opened}, {@code acknowledged}, {@code recovered} or {@code opened-and-recovered}
     * @param attempted when somebody last began to hand it over; null before the first attempt
     * @param accepted when the peer accepted it; null as long as it has not
     * @param attempts how often it was tried
     * @param answer the peer's last answer; empty before the first
     */
    record Delivery(
            String id,
            String incident,
            String recipient,
            String what,
            Instant created,
            @Nullable Instant attempted,
            @Nullable Instant accepted,
            boolean abandoned,
            int attempts,
            String answer) {}
}
