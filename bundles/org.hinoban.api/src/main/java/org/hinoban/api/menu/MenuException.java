package org.hinoban.api.menu;

import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.text.Text;

/** Something could not be shown or done for a reason that the operator can act on. */
public class MenuException extends Exception {
    private static final long serialVersionUID = 1;

    /** How the page is answered. */
    public enum Reason {
        /** What was asked for is not there, or not any more. */
        NOT_FOUND,
        /** It is there, and the answer is no. */
        REFUSED,
        /** The server did not answer in time. */
        TIMED_OUT
    }

    private final Reason reason;
    private final transient Text text;

    public MenuException(Reason reason, Text text) {
        super(text.english());
        this.reason = reason;
        this.text = text;
    }

    /** Passes on what a capability said. */
    public MenuException(CapabilityException cause) {
        super(cause.getMessage(), cause);
        this.reason = switch (cause.reason()) {
            case NOT_FOUND -> Reason.NOT_FOUND;
            case TIMED_OUT -> Reason.TIMED_OUT;
            case REFUSED, FAILED -> Reason.REFUSED;
        };
        this.text = Text.plain(String.valueOf(cause.getMessage()));
    }

    public Reason reason() {
        return reason;
    }

    /** What the operator reads. */
    public Text text() {
        return text;
    }
}
