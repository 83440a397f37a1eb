package org.hinoban.api.menu;

import java.util.List;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/** What became of an action. */
public sealed interface ActionResult {
    /**
     * It was done.
     *
     * @param message what was done and how long it took
     * @param proof by what the core finds out whether it holds; null if there is nothing to prove
     */
    record Done(Text message, @Nullable Proof proof) implements ActionResult {}

    /** It goes on as a job, whose page is the path below the server. */
    record JobStarted(Text message, String path) implements ActionResult {}

    /** It was not done, and the component is now in this state. */
    record Refused(Text reason, State state) implements ActionResult {}

    /**
     * Looks whether a repair holds. The core looks until it sees {@link State#NORMAL}, at most 10 s, and once more 5 s
     * later: verified is what is normal then with the same identity.
     */
    @FunctionalInterface
    interface Proof {
        /** Looks afresh, on a thread of the core's, by the deadline. */
        Sighting look(Deadline deadline) throws MenuException, InterruptedException;
    }

    /**
     * What was seen.
     *
     * @param identity tells one life of the component from the next, such as <i>process 4711</i>; shown to the operator
     * @param log the newest lines, oldest first; shown if the component is still abnormal
     */
    record Sighting(State state, String identity, List<LogLine> log) {
        public Sighting {
            log = List.copyOf(log);
        }
    }
}
