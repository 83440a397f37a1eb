package org.hinoban.store.internal;

import java.sql.SQLException;
import org.hinoban.store.DatabaseException;

/** One statement failed; the transaction looks at the reason once it is undone. */
final class StatementFailed extends DatabaseException {
    private static final long serialVersionUID = 1;

    private final SQLException reason;

    StatementFailed(String statement, SQLException reason) {
        super("Failed: " + statement + ": " + reason.getMessage(), reason);
        this.reason = reason;
    }

    SQLException reason() {
        return reason;
    }
}
