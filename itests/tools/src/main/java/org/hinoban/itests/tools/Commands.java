package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs small programs of the system. */
public final class Commands {
    private Commands() {}

    /**
     * Runs one to its end, at most 60 s, and hands back what it printed.
     *
     * @throws IOException if it fails or hangs
     */
    public static String run(String... command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("hinoban-command", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IOException(
                        List.of(command) + (ended ? " failed: " : " hangs: ") + Files.readString(printed));
            }
            return Files.readString(printed);
        } finally {
            Files.deleteIfExists(printed);
        }
    }
}
