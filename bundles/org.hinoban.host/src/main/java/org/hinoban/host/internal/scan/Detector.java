package org.hinoban.host.internal.scan;

import java.util.List;

/** Reads the components of one sort. Used by one thread; may remember what it saw. */
@FunctionalInterface
interface Detector {
    /** @param now on the monotonic clock, in nanoseconds */
    List<Reading> read(long now);
}
