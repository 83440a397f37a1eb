package org.hinoban.access;

/** An account cannot be what was asked for. */
public final class AccountException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public AccountException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why not. */
    public enum Reason {
        /** The user ID is not in the form of {@link Accounts#USER_PATTERN}. */
        USER_FORM,
        USER_TAKEN,
        USER_UNKNOWN,
        /** Shorter than {@link Accounts#MIN_PASSWORD}, or longer than anybody types. */
        PASSWORD_LENGTH,
        /** Somebody has to remain who may administer. */
        LAST_ADMIN
    }
}
