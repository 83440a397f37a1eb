package org.hinoban.store;

/** The database is away, its disk is full, or a statement failed. Nothing of the transaction was stored. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
