package org.hinoban.notification.mail.internal;

/** A route did not take a mail; another one may. The message is the server's answer or what went wrong on the way. */
class RouteException extends Exception {
    private static final long serialVersionUID = 1;

    private final Cause cause;
    private final boolean unanswered;

    /** What it has to do with. */
    enum Cause {
        /** The server was not found or not reached, or did not answer in time. */
        NETWORK,
        /** The server does not want us: encryption, password, sender, relaying. */
        SERVER,
        /** The server does not want this recipient or this mail now; it may want others. */
        MAIL
    }

    RouteException(String answer, Cause cause, Throwable exception) {
        this(answer, cause, false, exception);
    }

    /** @param unanswered whether the server may have taken the mail all the same */
    RouteException(String answer, Cause cause, boolean unanswered, Throwable exception) {
        super(answer, exception);
        this.cause = cause;
        this.unanswered = unanswered;
    }

    boolean isUnanswered() {
        return unanswered;
    }

    Cause cause() {
        return cause;
    }
}
