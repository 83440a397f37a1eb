package org.hinoban.itests.losses;

/** Somebody was not told of something. */
public final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    LostException(String message) {
        super(message);
    }
}
