package org.hinoban.navigation;

import java.time.Duration;
import java.util.List;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.text.Text;

/** What became of opening an entry. A third party's fault is a value that the page can show. */
public sealed interface Outcome {
    /**
     * The screen, with the states marked that the core knows.
     *
     * @param actions the screen's offers that exist and that the visitor's role allows
     */
    record Shown(Screen screen, List<OfferedAction> actions, String bundle) implements Outcome {
        public Shown {
            actions = List.copyOf(actions);
        }
    }

    /** There is no such server, entry or component (any more). */
    record NotFound(Text reason) implements Outcome {}

    /** The visitor's role does not allow it. */
    record Forbidden() implements Outcome {}

    /** The bundle or the server said no, with a reason that the operator can act on. */
    record Refused(Text reason) implements Outcome {}

    /** The bundle had no answer itself, from a server for one, and says so in its words. */
    record Unanswered(Text reason, String reference) implements Outcome {}

    /** No answer of the bundle's within the patience. */
    record TimedOut(String bundle, Duration patience, String reference) implements Outcome {}

    /** The bundle has all its threads and waiting places taken. */
    record Busy(String bundle, String reference) implements Outcome {}

    /** The bundle threw something, or returned nonsense. */
    record Broken(String bundle, String reference) implements Outcome {}
}
