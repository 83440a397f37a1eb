package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.jspecify.annotations.Nullable;

/** A command that changes everything at once, and therefore asks for a {@code --yes} behind its one argument or before. */
@SuppressWarnings("NullAway.Init")
abstract class SweepingCommand extends BackupsCommand {
    @Option(name = "--yes", description = "Really: without it the command only says what it would cost")
    private boolean yes;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    /** @throws ProblemException with these words if nobody has said yes */
    final void confirmed(String otherwise) throws ProblemException {
        Trailing options = behind(behind);
        boolean really = options.flag("--yes") || yes;
        options.end();
        if (!really) {
            throw ProblemException.refused(otherwise);
        }
    }
}
