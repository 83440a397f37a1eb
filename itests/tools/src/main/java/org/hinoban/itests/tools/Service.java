package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small real service defined by commands: it writes a log, can be killed, and can be made to die after its start. */
public final class Service implements AutoCloseable {
    private static final String BODY = """
            #!/bin/bash
            echo "$(date -u +%FT%TZ) %NAME% started" >> %DIR%/log
            life=$(cat %DIR%/life)
            end=$((SECONDS + life))
            while [ "$life" = 0 ] || [ $SECONDS -lt $end ]; do
              echo "$(date -u +%FT%TZ) GET /cart 200 14 ms" >> %DIR%/log
              sleep 0.5
            done
            echo "$(date -u +%FT%TZ) fatal: no connection to the database" >> %DIR%/log
            exit 3
            """;
    private static final String START = """
            #!/bin/bash
            echo x >> %DIR%/starts
            setsid %DIR%/%NAME% > /dev/null 2>&1 < /dev/null &
            echo $! > %DIR%/pid
            """;
    private static final String STOP = """
            #!/bin/bash
            grep -qs %DIR% "/proc/$(cat %DIR%/pid)/cmdline" && kill "$(cat %DIR%/pid)"
            """;
    private static final String STATUS = """
            #!/bin/bash
            grep -qs %DIR% "/proc/$(cat %DIR%/pid)/cmdline"
            """;

    private final String name;
    private final Path folder;

    private Service(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** Makes the service and starts it. */
    public static Service start(String name) throws IOException, InterruptedException {
        Service service = new Service(name, Checkout.freshFolder(name));
        service.script(name, BODY);
        service.script("start", START);
        service.script("stop", STOP);
        service.script("status", STATUS);
        service.liveFor(0);
        service.run("start");
        return service;
    }

    public String name() {
        return name;
    }

    /** The name of the file that makes a manager watch it. */
    public String configurationFile() {
        return "org.hinoban.connector.local.service-" + name + ".cfg";
    }

    public String configuration() {
        return "start = " + folder.resolve("start") + "\nstop = " + folder.resolve("stop") + "\nstatus = "
                + folder.resolve("status") + "\npidfile = " + folder.resolve("pid") + "\nlog = "
                + folder.resolve("log") + "\n";
    }

    /** One of its files: {@code start}, {@code stop}, {@code status}, {@code pid} or {@code log}. */
    public Path file(String file) {
        return folder.resolve(file);
    }

    /** The path of its page. */
    public String page() {
        return "/servers/" + Manager.SERVER + "/software/service/" + name;
    }

    /** From the next start on it dies after so many seconds; 0: never. */
    public void liveFor(int seconds) throws IOException {
        Files.writeString(folder.resolve("life"), seconds + "\n");
    }

    /** How often it was started. */
    public int starts() throws IOException {
        return Files.readAllLines(folder.resolve("starts")).size();
    }

    public Optional<ProcessHandle> process() throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .filter(this::isItself);
    }

    /** Another process may have its number by now. One that has ended and was not waited for has no words left. */
    private boolean isItself(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains(folder.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** How it is, for the message of a failed test. */
    public String describe() {
        try {
            return name + ": process " + process() + " of "
                    + Files.readString(folder.resolve("pid")).strip() + ", started " + starts() + " times";
        } catch (IOException e) {
            return name + ": " + e;
        }
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws IOException {
        process().orElseThrow(() -> new IOException(name + " does not run")).destroyForcibly();
    }

    /** Starts it if it does not run. */
    public void ensureRuns() throws IOException, InterruptedException {
        liveFor(0);
        if (process().isEmpty()) {
            run("start");
        }
    }

    @Override
    public void close() throws IOException {
        process().ifPresent(ProcessHandle::destroyForcibly);
    }

    private void run(String script) throws IOException, InterruptedException {
        Process started = new ProcessBuilder(folder.resolve(script).toString()).start();
        if (!started.waitFor(10, TimeUnit.SECONDS)) {
            started.destroyForcibly();
            throw new IOException(script + " of " + name + " hangs");
        }
    }

    private void script(String file, String text) throws IOException {
        Path script = folder.resolve(file);
        Files.writeString(
                script, text.replace("%DIR%", folder.toString()).replace("%NAME%", name), StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
