package org.hinoban.store;

/** A backup could not be made or put back; says why and what is as it was. */
public class BackupException extends Exception {
    private static final long serialVersionUID = 1;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
