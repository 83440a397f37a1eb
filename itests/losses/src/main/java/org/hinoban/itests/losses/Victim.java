package org.hinoban.itests.losses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Manager;

/** A service that is nothing but a process and the file with its number, cheap enough to have many of. */
final class Victim implements AutoCloseable {
    private final String name;
    private final Path pidfile;
    private Process process;

    private Victim(String name, Path pidfile, Process process) {
        this.name = name;
        this.pidfile = pidfile;
        this.process = process;
    }

    static Victim start(String name) throws IOException {
        Path pidfile = Checkout.freshFolder(name).resolve("pid");
        Victim victim = new Victim(name, pidfile, launch());
        victim.writeNumber();
        return victim;
    }

    String name() {
        return name;
    }

    /** The path of its page. */
    String page() {
        return "/servers/" + Manager.SERVER + "/software/service/" + name;
    }

    void configure(Manager.Setup setup) throws IOException {
        setup.file("org.hinoban.connector.local.service-" + name + ".cfg", "pidfile = " + pidfile + "\n");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    void restore() throws IOException {
        process = launch();
        writeNumber();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void writeNumber() throws IOException {
        Path fresh = pidfile.resolveSibling("pid.new");
        Files.writeString(fresh, process.pid() + "\n");
        Files.move(fresh, pidfile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Process launch() throws IOException {
        return new ProcessBuilder("sleep", "86400").start();
    }
}
