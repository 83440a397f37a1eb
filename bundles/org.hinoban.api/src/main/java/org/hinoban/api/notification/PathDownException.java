package org.hinoban.api.notification;

/**
 * Nobody can be told over this channel now, whoever the recipient is: the peer cannot be reached, or refuses us. The core
 * tries such a channel again every few seconds with one message, and with all the others once that one is through.
 */
public class PathDownException extends DeliveryException {
    private static final long serialVersionUID = 1;

    public PathDownException(String message) {
        super(message, false);
    }

    public PathDownException(String message, Throwable cause) {
        super(message, false, cause);
    }
}
