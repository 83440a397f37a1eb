package org.hinoban.itests.bench.mail;

import java.io.IOException;
import org.hinoban.itests.tools.Service;

/** A service defined by commands. */
record CommandService(Service service) implements Victim {
    @Override
    public String name() {
        return service.name();
    }

    @Override
    public String page() {
        return service.page();
    }

    @Override
    public void kill() throws IOException {
        service.kill();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        service.ensureRuns();
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
