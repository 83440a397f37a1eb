package org.hinoban.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a machine calls itself. */
public final class HostName {
    private HostName() {}

    /** The name of the running machine or of a recorded tree; {@code localhost} if neither tells. */
    public static String of(Path root) {
        for (String file : List.of("proc/sys/kernel/hostname", "etc/hostname")) {
            try {
                String name = Files.readString(root.resolve(file)).strip();
                if (!name.isEmpty()) {
                    return name;
                }
            } catch (IOException e) {
                // the next file may tell
            }
        }
        return "localhost";
    }
}
