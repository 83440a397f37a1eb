package org.hinoban.drill;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a drill went.
 *
 * @param incident its incident; empty if it did not come to one
 * @param told how long it took until the last person's message was accepted; null if not everybody's was
 * @param failed the step that failed; null if none did
 * @param advice what to try; empty if nothing failed
 */
public record Report(
        long number,
        String server,
        String incident,
        List<Step> steps,
        @Nullable Duration told,
        Step.@Nullable Name failed,
        String advice) {
    public Report {
        steps = List.copyOf(steps);
    }

    public boolean passed() {
        return failed == null;
    }
}
