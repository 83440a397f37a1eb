package org.hinoban.itests.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param what what was measured, in at most 50 characters
 * @param budget null where none was set
 * @param remark what the reader must know beside it; may be empty
 */
public record Row(String what, Quantity measured, @Nullable Budget budget, String remark) {
    public Row {
        if (budget != null && budget.limit().unit() != measured.unit()) {
            throw new IllegalArgumentException(what + " is measured in " + measured.unit() + ", its budget in "
                    + budget.limit().unit());
        }
    }

    /** How a row stands to its budget. */
    public enum Verdict {
        KEPT("kept"),
        MISSED("MISSED"),
        /** Without a budget. */
        NONE("");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A figure without a budget. */
    public static Row plain(String what, Quantity measured) {
        return new Row(what, measured, null, "");
    }

    public static Row atMost(String what, Quantity measured, Quantity limit) {
        return new Row(what, measured, new Budget.AtMost(limit), "");
    }

    public static Row atLeast(String what, Quantity measured, Quantity limit) {
        return new Row(what, measured, new Budget.AtLeast(limit), "");
    }

    /** The same with a remark. */
    public Row remark(String text) {
        return new Row(what, measured, budget, text);
    }

    public Verdict verdict() {
        if (budget == null) {
            return Verdict.NONE;
        }
        return budget.isKeptBy(measured) ? Verdict.KEPT : Verdict.MISSED;
    }
}
