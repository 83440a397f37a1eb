package org.hinoban.shell.internal;

import org.jspecify.annotations.Nullable;

/** A command could not do what was asked for; its words are shown as they stand. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final String error;
    private final String reference;
    private final @Nullable String json;

    /**
     * @param error {@code not-found}, {@code forbidden}, {@code refused}, {@code timeout}, {@code broken} or {@code busy}
     * @param reference where the log says more; empty if it does not
     */
    ProblemException(String error, String message, String reference) {
        this(error, message, reference, null);
    }

    private ProblemException(String error, String message, String reference, @Nullable String json) {
        super(message);
        this.error = error;
        this.reference = reference;
        this.json = json;
    }

    /** Something went badly that there is more to tell of: its JSON takes the place of an error's. */
    static ProblemException told(String message, String json) {
        return new ProblemException("refused", message, "", json);
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

    @Nullable
    String json() {
        return json;
    }

    String reference() {
        return reference;
    }
}
