package org.hinoban.launcher;

/** A reason not to start that the operator can act on; the message is the one line that is shown. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
