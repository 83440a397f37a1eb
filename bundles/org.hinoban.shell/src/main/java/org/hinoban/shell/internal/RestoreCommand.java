package org.hinoban.shell.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Puts a backup in the place of everything that the manager knows. */
@Service
@Command(
        scope = "hinoban",
        name = "restore",
        description = "Puts a backup in the place of all rows and the operator's files",
        detailedDescription = "classpath:/help/restore.txt")
@SuppressWarnings("NullAway.Init")
public final class RestoreCommand extends SweepingCommand {
    @Argument(index = 0, name = "file", description = "The backup", required = true)
    @Completion(BackupCompleter.class)
    private String file;

    @Override
    void perform() throws Exception {
        confirmed("All that the manager knows now would be gone: add --yes (hinoban:backup keeps it before)");
        tell(() -> backups().restore(Path.of(file)), "restore", "restored from ");
    }
}
