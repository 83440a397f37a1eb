package org.hinoban.host.internal.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hinoban.host.CommandService;
import org.hinoban.host.internal.Root;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the status command of a service that nothing else tells of, each second, without waiting for it. */
final class StatusProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusProbe.class);
    private static final Duration INTERVAL = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String service;
    private final String line;
    private @Nullable Process running;
    private long begun = System.nanoTime() - INTERVAL.toNanos();

    private StatusProbe(String service, String line) {
        this.service = service;
        this.line = line;
    }

    /** A probe, if the status command is the only thing that tells of a service; commands run on this machine alone. */
    static @Nullable StatusProbe of(Root root, CommandService service) {
        String line = service.status();
        return line != null && service.pidfile() == null && service.process() == null && root.isThisMachine()
                ? new StatusProbe(service.name(), line)
                : null;
    }

    /** Whether the service runs, when the command has just told. */
    Optional<Boolean> answer(long now) {
        Process process = running;
        if (process == null) {
            if (now - begun >= INTERVAL.toNanos()) {
                begin(now);
            }
            return Optional.empty();
        }
        if (!process.isAlive()) {
            running = null;
            return Optional.of(process.exitValue() == 0);
        }
        if (now - begun > PATIENCE.toNanos()) {
            LOG.warn("The status command of {} was ended: it took longer than {} s", service, PATIENCE.toSeconds());
            close();
        }
        return Optional.empty();
    }

    private void begin(long now) {
        begun = now;
        try {
            running = new ProcessBuilder("/bin/sh", "-c", line)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.warn("The status command of {} cannot be run", service, e);
        }
    }

    @Override
    public void close() {
        Process process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            running = null;
        }
    }
}
