package org.hinoban.itests.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table that puts Hinoban beside another program.
 *
 * @param ours null where Hinoban has nothing of the kind
 * @param theirs null where the other has nothing of the kind
 * @param better which of two numbers is the better one
 * @param remark what the reader must know beside it; may be empty
 */
public record Comparison(
        String what, @Nullable Quantity ours, @Nullable Quantity theirs, Better better, String remark) {
    public enum Better {
        LESS,
        MORE
    }

    /** Who does better. */
    public enum Winner {
        HINOBAN,
        OTHER,
        NOBODY
    }

    Winner winner() {
        if (ours == null || theirs == null || ours.value() == theirs.value()) {
            return Winner.NOBODY;
        }
        return ours.value() < theirs.value() == (better == Better.LESS) ? Winner.HINOBAN : Winner.OTHER;
    }
}
