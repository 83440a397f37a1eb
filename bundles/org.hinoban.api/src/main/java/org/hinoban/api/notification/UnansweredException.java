package org.hinoban.api.notification;

/**
 * A message was handed over, and the connection ended before there was an answer: the peer may have it or not. It is sent
 * again as it is, with the same id and the same words, so that whoever has it already may drop the second one.
 */
public class UnansweredException extends DeliveryException {
    private static final long serialVersionUID = 1;

    private final boolean pathDown;

    /** @param pathDown whether other recipients would fare no better, as with {@link PathDownException} */
    public UnansweredException(String message, boolean pathDown) {
        super(message, false);
        this.pathDown = pathDown;
    }

    public boolean isPathDown() {
        return pathDown;
    }
}
