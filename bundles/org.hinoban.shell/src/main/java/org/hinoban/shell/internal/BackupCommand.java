package org.hinoban.shell.internal;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Writes everything that the manager knows into one file. */
@Service
@Command(
        scope = "hinoban",
        name = "backup",
        description = "Writes all rows and the operator's files into one file, while the manager runs",
        detailedDescription = "classpath:/help/backup.txt")
@SuppressWarnings("NullAway.Init")
public final class BackupCommand extends BackupsCommand {
    @Argument(
            index = 0,
            name = "file",
            description = "The file to write; by default one with the time in its name in the folder backup")
    @Completion(BackupCompleter.class)
    private @Nullable String file;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    void perform() throws Exception {
        Trailing options = behind(behind);
        String named = file;
        if (named != null && named.equals("--json")) {
            behind(List.of(named));
            named = null;
        }
        options.end();
        String name = named == null
                ? "hinoban-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(ZonedDateTime.now(ZoneOffset.UTC))
                        + ".zip"
                : named;
        tell(() -> backups().backup(Path.of(name)), "backup", "written to ");
    }
}
