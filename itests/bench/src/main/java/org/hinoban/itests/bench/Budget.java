package org.hinoban.itests.bench;

/** What a measured quantity has to keep. */
public sealed interface Budget {
    Quantity limit();

    boolean isKeptBy(Quantity measured);

    /** As it is written in the table. */
    String text();

    record AtMost(Quantity limit) implements Budget {
        @Override
        public boolean isKeptBy(Quantity measured) {
            return measured.value() <= limit.value();
        }

        @Override
        public String text() {
            return "≤ " + limit.brief();
        }
    }

    record AtLeast(Quantity limit) implements Budget {
        @Override
        public boolean isKeptBy(Quantity measured) {
            return measured.value() >= limit.value();
        }

        @Override
        public String text() {
            return "≥ " + limit.brief();
        }
    }
}
