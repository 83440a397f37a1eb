package org.hinoban.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.store.Backups;

/** Completes backups: by name those in their folder, and files anywhere from a {@code /} on. */
@Service
@SuppressWarnings("NullAway.Init")
public final class BackupCompleter implements Completer {
    @Reference
    private Backups backups;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String typed = line.getCursorArgument();
        if (typed != null && typed.contains("/")) {
            return new FileCompleter().complete(session, line, candidates);
        }
        StringsCompleter names = new StringsCompleter();
        if (Files.isDirectory(backups.folder())) {
            try (Stream<Path> files = Files.list(backups.folder())) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".zip") && !name.startsWith("."))
                        .forEach(name -> names.getStrings().add(name));
            } catch (IOException e) {
                return -1;
            }
        }
        return names.complete(session, line, candidates);
    }
}
