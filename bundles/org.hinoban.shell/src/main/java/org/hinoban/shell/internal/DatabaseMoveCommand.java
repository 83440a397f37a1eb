package org.hinoban.shell.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** Takes all rows along to another database. */
@Service
@Command(
        scope = "hinoban",
        name = "database-move",
        description = "Takes all rows along to another, empty database and goes on with it",
        detailedDescription = "classpath:/help/database-move.txt")
@SuppressWarnings("NullAway.Init")
public final class DatabaseMoveCommand extends SweepingCommand {
    @Argument(
            index = 0,
            name = "file",
            description = "Describes the other database; becomes org.ops4j.datasource-hinoban.cfg",
            required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Override
    void perform() throws Exception {
        confirmed("Nobody is served while the rows are copied: add --yes");
        tell(() -> backups().move(Path.of(file).toAbsolutePath()), "database-move", "moved; they are kept in ");
    }
}
