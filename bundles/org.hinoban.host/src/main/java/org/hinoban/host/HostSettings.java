package org.hinoban.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which host, and where this library keeps what it must remember of it.
 *
 * @param root the host's root directory: {@code /}, a recorded tree, or {@code /proc/PID/root} of a box
 * @param tools where helper programs such as {@code journalctl} are looked for first; null for the search path alone
 * @param data a folder of this library's own; made if it is missing
 */
public record HostSettings(Path root, @Nullable Path tools, Path data) {
    public HostSettings {
        root = root.toAbsolutePath().normalize();
    }
}
