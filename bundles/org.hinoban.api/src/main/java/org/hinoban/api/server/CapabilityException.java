package org.hinoban.api.server;

/** A server could not do what it was asked. The message tells the reason in English and may be shown as it stands. */
public class CapabilityException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why, as far as a caller acts differently on it. */
    public enum Reason {
        /** There is no such component, service or file. */
        NOT_FOUND,
        /** The server refuses: a stale fencing token, a missing permission, a state that does not allow it. */
        REFUSED,
        /** No answer by the deadline; whether it was done is not known. */
        TIMED_OUT,
        /** Anything else that went wrong on the server. */
        FAILED
    }

    private final Reason reason;

    public CapabilityException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public CapabilityException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
