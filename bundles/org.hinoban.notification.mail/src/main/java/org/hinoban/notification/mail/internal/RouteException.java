package org.hinoban.notification.mail.internal;

/** A route did not take a mail; another one may. The message is the server's answer or what went wrong on the way. */
class RouteException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean slow;

    RouteException(String answer, boolean slow, Throwable cause) {
        super(answer, cause);
        this.slow = slow;
    }

    /** Whether it took its time to fail, as a server does that is not there. */
    boolean isSlow() {
        return slow;
    }
}
