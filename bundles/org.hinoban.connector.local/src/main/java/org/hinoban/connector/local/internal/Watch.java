package org.hinoban.connector.local.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.server.Capability;
import org.hinoban.host.CommandService;
import org.hinoban.host.Host;
import org.hinoban.host.HostSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine under watch: the host, the reports on their way, and the link. Used by one thread at a time. */
final class Watch implements ServerLink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Spool spool;
    private final Host host;
    private final Sender sender;
    private Map<String, CommandService> services = Map.of();

    /** @param data a folder for what must outlast a restart */
    Watch(Settings settings, Path data) {
        Path folder = data.resolve(settings.server());
        spool = new Spool(folder.resolve("spool"), "local/" + settings.server(), settings.server());
        host = new Host(new HostSettings(settings.root(), settings.tools().orElse(null), folder), spool::add);
        sender = new Sender(spool, host::tellWhole);
    }

    void start() {
        host.start();
        sender.start();
    }

    /** The services that are defined by commands from now on. */
    void define(Map<String, CommandService> now) {
        services.keySet().stream().filter(name -> !now.containsKey(name)).forEach(host::undefine);
        now.forEach((name, service) -> {
            if (!service.equals(services.get(name))) {
                host.define(service);
            }
        });
        services = new HashMap<>(now);
    }

    /** How the reports stand that are on their way. */
    Spool.Standing standing() {
        return spool.standing();
    }

    /** For how long the machine has not been looked at as it should be. */
    Duration silence() {
        return host.silence();
    }

    void handTo(@Nullable Observatory observatory) {
        sender.handTo(observatory);
    }

    /** Reports the whole state, behind what waits. */
    void tellWhole() {
        host.tellWhole();
    }

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        return host.capability(type);
    }

    @Override
    public void close() {
        host.close();
        sender.close();
        try {
            spool.close();
        } catch (IOException e) {
            LOG.warn("The spool could not be closed", e);
        }
    }
}
