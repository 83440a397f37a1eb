package org.hinoban.host.internal;

import java.time.Instant;
import java.util.List;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.jspecify.annotations.Nullable;

/** Where the log of one service is. */
@FunctionalInterface
public interface LogSource {
    /** No log is known. */
    LogSource NONE = (before, maxLines, deadline) -> List.of();

    /**
     * The last lines, oldest first.
     *
     * @param before only lines before this moment, where their time is known; null for the latest
     */
    List<LogLine> read(@Nullable Instant before, int maxLines, Deadline deadline)
            throws CapabilityException, InterruptedException;
}
