package org.hinoban.host.internal.systemd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.host.internal.bus.Bus;
import org.hinoban.host.internal.bus.BusCall;
import org.hinoban.host.internal.bus.BusException;
import org.hinoban.host.internal.bus.BusMessage;
import org.hinoban.host.internal.bus.BusObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Systemd's own words on the bus: its objects, calls and signals. */
final class SystemdBus implements AutoCloseable {
    /** Where the system bus listens, on the host. */
    static final String SOCKET = "/run/dbus/system_bus_socket";

    /** Stands for a bus that is not there. */
    static final SystemdBus NONE = new SystemdBus(new Jobs(), unit -> {}, () -> {});

    private static final Logger LOG = LoggerFactory.getLogger(SystemdBus.class);
    private static final String NAME = "org.freedesktop.systemd1";
    private static final String MANAGER = "org.freedesktop.systemd1.Manager";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final String PATH = "/org/freedesktop/systemd1";
    private static final BusObject SYSTEMD = new BusObject(NAME, PATH, MANAGER);
    private static final String UNITS = PATH + "/unit/";
    private static final String SERVICE = ".service";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Jobs jobs;
    private final Consumer<String> changed;
    private final Runnable begun;
    /** Null until connected. */
    private volatile @Nullable Bus bus;

    private SystemdBus(Jobs jobs, Consumer<String> changed, Runnable begun) {
        this.jobs = jobs;
        this.changed = changed;
        this.begun = begun;
    }

    /**
     * Connects and subscribes, so that no change is missed from here on.
     *
     * @param changed told the name of each service unit that changes, on the reading thread
     * @param begun told when another systemd takes over
     * @param lost told when the bus goes away
     */
    static SystemdBus connect(Path socket, Jobs jobs, Consumer<String> changed, Runnable begun, Runnable lost)
            throws IOException, BusException, InterruptedException {
        jobs.begin();
        SystemdBus systemd = new SystemdBus(jobs, changed, begun);
        Deadline deadline = Deadline.in(PATIENCE);
        Bus bus = new Bus(socket, systemd::signal, lost, deadline);
        systemd.bus = bus;
        try {
            bus.match("type='signal',sender='" + NAME + "',interface='" + MANAGER + "'", deadline);
            bus.match(
                    "type='signal',sender='" + NAME + "',interface='" + PROPERTIES
                            + "',member='PropertiesChanged',path_namespace='" + PATH + "/unit'",
                    deadline);
            bus.call(SYSTEMD.method("Subscribe"), deadline);
            bus.match(
                    "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='" + NAME + "'",
                    deadline);
            return systemd;
        } catch (IOException | BusException | InterruptedException e) {
            bus.close();
            throw e;
        }
    }

    private Bus connected() throws IOException {
        Bus open = bus;
        if (open == null) {
            throw new IOException("there is no system bus");
        }
        return open;
    }

    private void signal(BusMessage signal) {
        String path = signal.path();
        if (signal.isSignal(PROPERTIES, "PropertiesChanged") && path != null && path.startsWith(UNITS)) {
            tell(unescape(path.substring(UNITS.length())));
        } else if (signal.isSignal(MANAGER, "JobNew") && signal.string(2).endsWith(SERVICE)) {
            jobs.added(signal.string(1), signal.string(2));
            askType(signal.string(1), signal.string(2));
        } else if (signal.isSignal(MANAGER, "JobRemoved") && signal.string(2).endsWith(SERVICE)) {
            jobs.removed(signal.string(1), signal.string(2), signal.string(3));
            changed.accept(signal.string(2));
        } else if (signal.isSignal(MANAGER, "UnitNew") || signal.isSignal(MANAGER, "UnitRemoved")) {
            tell(signal.string(0));
        } else if ("NameOwnerChanged".equals(signal.member())
                && !signal.string(2).isEmpty()) {
            begun.run();
        }
    }

    private void tell(String unit) {
        if (unit.endsWith(SERVICE)) {
            changed.accept(unit);
        }
    }

    /** The signal does not tell what is to be done; the job may be through before it can be asked. */
    private void askType(String job, String unit) {
        try {
            var unused = connected()
                    .send(
                            new BusObject(NAME, job, PROPERTIES)
                                    .method("Get", "org.freedesktop.systemd1.Job", "JobType"),
                            reply -> {
                                jobs.typed(job, unit, reply.string(0));
                                return reply;
                            });
        } catch (IOException e) {
            LOG.debug("The type of a job could not be asked for", e);
        }
    }

    /** The names of the service units that are loaded. */
    List<String> services(Deadline deadline) throws IOException, BusException, InterruptedException {
        List<String> names = new ArrayList<>();
        BusMessage reply = connected().call(SYSTEMD.method("ListUnits"), deadline);
        for (Object row : (List<?>) reply.body().get(0)) {
            String name = String.valueOf(((List<?>) row).get(0));
            if (name.endsWith(SERVICE)) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * A unit as it is now, all of it at one moment, and what had been asked for it by that moment: a job's signals stand
     * before the reply that shows what the job has done. Nothing if there is none of this name.
     *
     * @param unheard what had been asked if no signal has told of a job
     */
    Optional<Look> look(String name, Asked unheard, Deadline deadline) throws IOException, InterruptedException {
        try {
            return Optional.of(properties(name, reply -> look(name, new Unit(properties(reply)), unheard), deadline));
        } catch (BusException e) {
            LOG.debug("No unit {}: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private Look look(String name, Unit unit, Asked unheard) {
        return new Look(unit, jobs.asked(name, unit.isUp()).orElse(unheard));
    }

    /** Of all interfaces at once: those of two calls would not fit together. */
    private <T> T properties(String unit, Function<BusMessage, T> arrived, Deadline deadline)
            throws IOException, BusException, InterruptedException {
        BusCall all = new BusObject(NAME, UNITS + escape(unit), PROPERTIES).method("GetAll", "");
        return connected().call(all, arrived, deadline);
    }

    private static Map<?, ?> properties(BusMessage reply) {
        return reply.body().get(0) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Those of some units that are not active, each with its state. */
    List<String> notActive(List<String> units, Deadline deadline) throws InterruptedException {
        List<String> found = new ArrayList<>();
        for (String unit : units) {
            try {
                Object state =
                        properties(unit, SystemdBus::properties, deadline).get("ActiveState");
                if (!"active".equals(state)) {
                    found.add(unit + " (" + state + ")");
                }
            } catch (IOException | BusException e) {
                LOG.debug("The unit {} could not be read", unit, e);
            }
        }
        return found;
    }

    /**
     * Queues a job.
     *
     * @return its path
     */
    String begin(ServiceControl.Change change, String unit, Deadline deadline)
            throws IOException, BusException, InterruptedException {
        Bus open = connected();
        if (change != ServiceControl.Change.STOP) {
            try {
                // Else a unit that was started too often may not be started by hand either.
                open.call(SYSTEMD.method("ResetFailedUnit", unit), deadline);
            } catch (BusException e) {
                LOG.debug("{} had no failure to be reset: {}", unit, e.getMessage());
            }
        }
        String method = switch (change) {
            case START -> "StartUnit";
            case STOP -> "StopUnit";
            case RESTART -> "RestartUnit";
        };
        return open.call(SYSTEMD.method(method, unit, "replace"), deadline).string(0);
    }

    @Override
    public void close() {
        Bus open = bus;
        if (open != null) {
            open.close();
        }
    }

    /** A unit's name as the last part of its path: every byte that is no letter or digit as {@code _hh}. */
    static String escape(String name) {
        StringBuilder path = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            boolean digit = b >= '0' && b <= '9' && path.length() > 0;
            if (letter || digit) {
                path.append((char) b);
            } else {
                path.append('_').append(HexFormat.of().toHexDigits(b));
            }
        }
        return path.toString();
    }

    static String unescape(String path) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '_'
                    && i + 2 < path.length()
                    && HexFormat.isHexDigit(path.charAt(i + 1))
                    && HexFormat.isHexDigit(path.charAt(i + 2))) {
                name.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
                i += 2;
            } else {
                name.write(c);
            }
        }
        return name.toString(StandardCharsets.UTF_8);
    }
}
