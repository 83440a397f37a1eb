package org.hinoban.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The operator's configuration files: commented defaults at the first start, theirs from then on. */
final class OperatorFiles {
    private static final List<String> SINGLETONS = List.of(
            "org.hinoban.web.cfg",
            "org.hinoban.access.cfg",
            "org.hinoban.connector.local.cfg",
            "org.hinoban.health.cfg",
            "org.hinoban.notification.cfg",
            "org.hinoban.notification.mail.cfg",
            "org.hinoban.store.cfg");
    private static final List<String> FACTORIES =
            List.of("org.ops4j.datasource-hinoban.cfg", "org.hinoban.notification.recipient-admin.cfg");

    private OperatorFiles() {}

    /** Writes what is missing; a file of a factory only while no other file of that factory exists. */
    static void complete(Path folder) throws IOException {
        for (String name : SINGLETONS) {
            write(folder, name);
        }
        for (String name : FACTORIES) {
            String prefix = name.substring(0, name.indexOf('-') + 1);
            try (Stream<Path> files = Files.list(folder)) {
                if (files.noneMatch(file -> file.getFileName().toString().startsWith(prefix))) {
                    write(folder, name);
                }
            }
        }
    }

    private static void write(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        try (InputStream content = OperatorFiles.class.getResourceAsStream("etc/" + name)) {
            if (content == null) {
                throw new IOException("no default for " + name);
            }
            Files.copy(content, file);
        } catch (FileAlreadyExistsException e) {
            // A dangling link of the operator's: theirs to mend.
            throw new IOException(file + " is a link to nothing", e);
        }
    }
}
