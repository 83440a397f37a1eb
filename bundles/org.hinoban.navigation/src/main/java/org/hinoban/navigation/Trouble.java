package org.hinoban.navigation;

import java.time.Instant;

/**
 * What went wrong in one way with what a bundle contributed, since the manager started.
 *
 * @param path that was asked for the last time
 * @param at the last time, by the manager's clock
 * @param reference of the last time, as in the log and on the page
 */
public record Trouble(String bundle, Sort sort, long count, String path, Instant at, String reference) {
    /** In which way. */
    public enum Sort {
        /** It threw something, or returned nonsense. */
        BROKEN,
        /** It gave no answer within its patience. */
        TIMED_OUT,
        /** It was not called, for all its threads and waiting places were taken. */
        BUSY
    }

    /** The same, and once more. */
    public Trouble again(Trouble next) {
        return new Trouble(bundle, sort, count + next.count, next.path, next.at, next.reference);
    }
}
