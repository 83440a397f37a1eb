package org.hinoban.host.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.jspecify.annotations.Nullable;

/** Runs a helper program with a limit to its time and to what it says. */
public record Program(@Nullable Path tools) {
    private static final int MAX_BYTES = 1 << 20;

    /** What a program said on its standard output, at most 1 MiB. Its standard error is dropped. */
    public byte[] output(List<String> command, Deadline deadline) throws CapabilityException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.set(0, find(command.get(0)));
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new CapabilityException(
                    CapabilityException.Reason.FAILED, "The program " + command.get(0) + " cannot be run", e);
        }
        try (InputStream in = process.getInputStream()) {
            return read(process, in, command.get(0), deadline);
        } catch (IOException e) {
            throw new CapabilityException(CapabilityException.Reason.FAILED, command.get(0) + " gave no answer", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] read(Process process, InputStream in, String name, Deadline deadline)
            throws IOException, CapabilityException, InterruptedException {
        byte[] bytes = new byte[MAX_BYTES];
        int length = 0;
        while (length < MAX_BYTES) {
            // A read would block past the deadline, so it is asked first what is there.
            int ready = in.available();
            if (ready > 0) {
                length += Math.max(0, in.read(bytes, length, Math.min(ready, MAX_BYTES - length)));
            } else if (!process.isAlive()) {
                int last = in.read(bytes, length, MAX_BYTES - length);
                if (last < 0) {
                    break;
                }
                length += last;
            } else if (deadline.hasPassed()) {
                throw new CapabilityException(
                        CapabilityException.Reason.TIMED_OUT, "The program " + name + " took too long");
            } else {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private String find(String name) {
        Path own = tools == null ? null : tools.resolve(name);
        return own != null && Files.isExecutable(own) ? own.toString() : name;
    }
}
