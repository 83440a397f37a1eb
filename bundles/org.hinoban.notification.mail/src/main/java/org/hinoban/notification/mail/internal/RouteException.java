package org.hinoban.notification.mail.internal;

/** A route did not take a mail; another one may. The message is the server's answer or what went wrong on the way. */
class RouteException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean connected;

    RouteException(String answer, boolean connected, Throwable cause) {
        super(answer, cause);
        this.connected = connected;
    }

    /** Whether the server was reached at all. */
    boolean isConnected() {
        return connected;
    }
}
