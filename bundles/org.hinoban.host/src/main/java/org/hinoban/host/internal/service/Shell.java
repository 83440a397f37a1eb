package org.hinoban.host.internal.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;

/**
 * Runs the configured commands of a service. What they start lives in a session of its own and survives this program; what
 * they say goes through a drain of its own that keeps the first {@value #MAX_BYTES} bytes, so that nothing they start ever
 * writes into a broken pipe.
 */
final class Shell {
    static final int MAX_BYTES = 4096;

    /**
     * The line is handed over in the environment: in an argument it would look like a process of the service. The exit code
     * appears under its name in one step.
     */
    private static final String SCRIPT = "{ (line=$HINOBAN_LINE; unset HINOBAN_LINE; eval \"$line\");"
            + " echo $? >\"$1\" && mv \"$1\" \"$1.exit\"; } 2>&1 </dev/null"
            + " | { head -c " + MAX_BYTES + " >\"$1.said\"; unset HINOBAN_LINE; exec cat >/dev/null; }";

    private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME");

    private final Path folder;

    /** @param folder for small files that are deleted again */
    Shell(Path folder) {
        this.folder = folder;
    }

    /**
     * How a command came out.
     *
     * @param said what it said, if it failed
     */
    record Result(int exitCode, String said) {}

    /** A command under way. */
    static final class Run implements AutoCloseable {
        private final Path base;

        private Run(Path base) {
            this.base = base;
        }

        /** How it ended, as soon as it has; what it started may go on. */
        OptionalInt exitCode() throws CapabilityException {
            try {
                String text = Files.readString(beside(".exit")).strip();
                return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
            } catch (IOException e) {
                return OptionalInt.empty();
            } catch (NumberFormatException e) {
                throw new CapabilityException(
                        CapabilityException.Reason.FAILED, "The command left no readable exit code", e);
            }
        }

        /** What the command said, once its drain has taken it in. */
        String lastWords() throws InterruptedException {
            String said = said();
            for (int i = 0; i < 20 && said.isEmpty(); i++) {
                Thread.sleep(10);
                said = said();
            }
            return said;
        }

        private String said() {
            try {
                return new String(Files.readAllBytes(beside(".said")), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                return "";
            }
        }

        private Path beside(String ending) {
            return base.resolveSibling(base.getFileName() + ending);
        }

        @Override
        public void close() {
            for (Path file : List.of(base, beside(".exit"), beside(".said"))) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // A left-over of a few bytes; the folder is emptied at the next start.
                    file.toFile().deleteOnExit();
                }
            }
        }
    }

    /** Starts a command and returns at once. */
    Run begin(String line) throws CapabilityException, InterruptedException {
        Path base;
        Process process;
        try {
            Files.createDirectories(folder);
            base = Files.createTempFile(folder, "run", "");
            ProcessBuilder builder =
                    new ProcessBuilder("setsid", "--fork", "/bin/sh", "-c", SCRIPT, "sh", base.toString());
            builder.redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .directory(Path.of("/").toFile());
            Map<String, String> environment = new TreeMap<>(builder.environment());
            environment.keySet().retainAll(KEPT);
            environment.put("HINOBAN_LINE", line);
            builder.environment().clear();
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new CapabilityException(CapabilityException.Reason.FAILED, "The command cannot be run", e);
        }
        process.waitFor(5, TimeUnit.SECONDS);
        return new Run(base);
    }

    /** Runs a command to its end. */
    Result run(String line, Deadline deadline) throws CapabilityException, InterruptedException {
        try (Run run = begin(line)) {
            while (true) {
                OptionalInt code = run.exitCode();
                if (code.isPresent()) {
                    return new Result(code.getAsInt(), code.getAsInt() == 0 ? "" : run.lastWords());
                }
                if (deadline.hasPassed()) {
                    throw new CapabilityException(
                            CapabilityException.Reason.TIMED_OUT, "The command has not ended in time and goes on");
                }
                Thread.sleep(10);
            }
        }
    }
}
