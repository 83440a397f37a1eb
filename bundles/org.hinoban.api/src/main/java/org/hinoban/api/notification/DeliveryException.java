package org.hinoban.api.notification;

/** A message was not accepted. The message of the exception is the peer's answer or what went wrong on the way. */
public class DeliveryException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean permanent;

    /** @param permanent whether trying again is pointless for this recipient, as for an address that does not exist */
    public DeliveryException(String message, boolean permanent, Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    public DeliveryException(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    public boolean isPermanent() {
        return permanent;
    }
}
