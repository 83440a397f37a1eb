package org.hinoban.api.fault;

/** A report could not be stored: the database is away or its disk is full. */
public class NotStoredException extends Exception {
    private static final long serialVersionUID = 1;

    public NotStoredException(String message, Throwable cause) {
        super(message, cause);
    }
}
