package org.hinoban.store;

import org.hinoban.api.text.Text;

/** The database is away, its disk is full, or a statement failed. Nothing of the transaction was stored. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For people who can do something about it; no text if it is a programmer's fault. */
    private final transient Text explanation;

    public DatabaseException(String message) {
        super(message);
        this.explanation = Text.NONE;
    }

    public DatabaseException(String message, Throwable cause) {
        this(message, Text.NONE, cause);
    }

    public DatabaseException(String message, Text explanation, Throwable cause) {
        super(message, cause);
        this.explanation = explanation;
    }

    /** What is wrong with the database, since when, and what to try; no text if it is not the database. */
    public Text explanation() {
        return explanation;
    }
}
