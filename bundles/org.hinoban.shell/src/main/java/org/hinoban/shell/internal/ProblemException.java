package org.hinoban.shell.internal;

/** A command could not do what was asked for; its words are shown as they stand. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final String error;
    private final String reference;

    /**
     * @param error {@code not-found}, {@code forbidden}, {@code refused}, {@code timeout}, {@code broken} or {@code busy}
     * @param reference where the log says more; empty if it does not
     */
    ProblemException(String error, String message, String reference) {
        super(message);
        this.error = error;
        this.reference = reference;
    }

    static ProblemException notFound(String message) {
        return new ProblemException("not-found", message, "");
    }

    static ProblemException refused(String message) {
        return new ProblemException("refused", message, "");
    }

    String error() {
        return error;
    }

    String reference() {
        return reference;
    }
}
