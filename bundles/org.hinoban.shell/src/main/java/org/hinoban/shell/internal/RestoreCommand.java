package org.hinoban.shell.internal;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Puts a backup in the place of everything that the manager knows. */
@Service
@Command(
        scope = "hinoban",
        name = "restore",
        description = "Puts a backup in the place of all rows and the operator's files",
        detailedDescription = "classpath:/help/restore.txt")
@SuppressWarnings("NullAway.Init")
public final class RestoreCommand extends BackupsCommand {
    @Argument(index = 0, name = "file", description = "The backup", required = true)
    @Completion(BackupCompleter.class)
    private String file;

    @Option(name = "--yes", description = "Really: what is there now is gone afterwards")
    private boolean yes;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    void perform() throws Exception {
        Trailing options = behind(behind);
        boolean really = options.flag("--yes") || yes;
        options.end();
        if (!really) {
            throw ProblemException.refused(
                    "All that the manager knows now would be gone: add --yes (hinoban:backup keeps it before)");
        }
        tell(() -> backups().restore(Path.of(file)), "restore", "restored from ");
    }
}
