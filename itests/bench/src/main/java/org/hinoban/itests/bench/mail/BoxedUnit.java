package org.hinoban.itests.bench.mail;

import java.io.IOException;
import java.util.Map;
import org.hinoban.itests.box.Box;
import org.hinoban.itests.tools.Manager;

/** A unit of a real systemd in a box of its own. */
record BoxedUnit(Box box) implements Victim {
    private static final String NAME = "webshop";
    /** In seconds; nothing else sleeps that long. */
    private static final String NAP = "864213.5";

    static BoxedUnit start(String restart) throws IOException, InterruptedException {
        String unit = "[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/bin/sleep " + NAP + "\n" + restart;
        return new BoxedUnit(Box.boot(Map.of(NAME + ".service", unit)));
    }

    /** What makes a manager watch the machine in the box. */
    String configuration() {
        return "server.id = " + Manager.SERVER + "\nroot = " + box.root() + "\n";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String page() {
        return "/servers/" + Manager.SERVER + "/software/service/" + NAME;
    }

    @Override
    public void kill() throws IOException {
        process().destroyForcibly();
    }

    /** As seen from outside. */
    private static ProcessHandle process() throws IOException {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("/sleep " + NAP))
                .findFirst()
                .orElseThrow(() -> new IOException(NAME + " does not run"));
    }

    @Override
    public void start() throws IOException, InterruptedException {
        box.in("systemctl", "start", NAME);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        box.close();
    }
}
