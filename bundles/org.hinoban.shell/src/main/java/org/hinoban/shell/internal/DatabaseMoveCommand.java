package org.hinoban.shell.internal;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** Takes all rows along to another database. */
@Service
@Command(
        scope = "hinoban",
        name = "database-move",
        description = "Takes all rows along to another, empty database and goes on with it",
        detailedDescription = "classpath:/help/database-move.txt")
@SuppressWarnings("NullAway.Init")
public final class DatabaseMoveCommand extends BackupsCommand {
    @Argument(
            index = 0,
            name = "file",
            description = "Describes the other database; becomes org.ops4j.datasource-hinoban.cfg",
            required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Option(name = "--yes", description = "Really: nobody is served while the rows are copied")
    private boolean yes;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    void perform() throws Exception {
        Trailing options = behind(behind);
        boolean really = options.flag("--yes") || yes;
        options.end();
        if (!really) {
            throw ProblemException.refused("Nobody is served while the rows are copied: add --yes");
        }
        tell(() -> backups().move(Path.of(file).toAbsolutePath()), "database-move", "moved; they are kept in ");
    }
}
