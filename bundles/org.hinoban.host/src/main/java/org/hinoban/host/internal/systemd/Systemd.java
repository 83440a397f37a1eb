package org.hinoban.host.internal.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.CapabilityException.Reason;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.LogSource;
import org.hinoban.host.internal.OneThread;
import org.hinoban.host.internal.Program;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.bus.BusException;
import org.hinoban.host.internal.service.Operator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service units of systemd. Where there is no systemd, this waits in silence for one to appear; when the bus goes away,
 * it comes back to it and finds out what changed.
 */
public final class Systemd implements Operator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Root root;
    private final Board board;
    private final Program program;
    private final Predicate<String> takenElsewhere;
    private final OneThread thread = new OneThread("hinoban-host-units");
    private final Jobs jobs = new Jobs();
    /** Units that are due for a look. */
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    /** Touched on the thread alone. */
    private final Map<String, UnitWatch> watches = new TreeMap<>();

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile boolean settled;
    private volatile boolean closed;
    private volatile SystemdBus bus;
    private Duration pause = FIRST_PAUSE;

    /** @param takenElsewhere names of services that are looked after in another way */
    public Systemd(Root root, Board board, Program program, Predicate<String> takenElsewhere) {
        this.root = root;
        this.board = board;
        this.program = program;
        this.takenElsewhere = takenElsewhere;
        this.bus = SystemdBus.NONE;
    }

    public void start() {
        thread.run(this::connect);
        thread.repeat(TICK, this::tick);
    }

    /** For how long it has not looked, be there a systemd or not. */
    public Duration silence() {
        return thread.silence();
    }

    /** Whether every unit has been looked at, or there is no systemd. */
    public boolean isSettled() {
        return settled;
    }

    private void connect() {
        if (closed) {
            return;
        }
        Path socket = root.path(SystemdBus.SOCKET);
        if (!Files.exists(socket)) {
            settled = true;
            again();
            return;
        }
        try {
            SystemdBus fresh = SystemdBus.connect(socket, jobs, this::isDue, this::begin, this::lost);
            bus = fresh;
            if (closed) {
                fresh.close();
                return;
            }
            lookAtAll(fresh);
            settled = true;
            pause = FIRST_PAUSE;
            LOG.info("The services of systemd are watched: {}", watches.size());
        } catch (BusException e) {
            // A bus without a systemd behind it, as in many containers.
            LOG.debug("No systemd on the bus: {}", e.getMessage());
            drop();
            settled = true;
            again();
        } catch (IOException e) {
            LOG.info("The system bus cannot be used: {}", e.getMessage());
            drop();
            again();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void again() {
        thread.after(pause, this::connect);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void drop() {
        bus.close();
        bus = SystemdBus.NONE;
    }

    private void lost() {
        thread.run(() -> {
            if (!closed) {
                LOG.info("The system bus has gone away; it is looked for again");
                drop();
                again();
            }
        });
    }

    /** A new systemd has come to the bus, or the same one begins anew. */
    private void begin() {
        thread.run(() -> {
            drop();
            connect();
        });
    }

    private void isDue(String unit) {
        if (due.add(unit)) {
            thread.run(() -> {
                due.remove(unit);
                look(unit);
            });
        }
    }

    private void lookAtAll(SystemdBus from) throws IOException, BusException, InterruptedException {
        Set<String> names = new HashSet<>(from.services(Deadline.in(PATIENCE)));
        names.addAll(watches.keySet());
        for (String name : names) {
            read(from, name, Asked.UNHEARD);
        }
    }

    private void look(String unit) {
        SystemdBus from = bus;
        if (from == SystemdBus.NONE) {
            return;
        }
        try {
            read(from, unit, Asked.NOTHING);
        } catch (IOException e) {
            LOG.info("The unit {} cannot be read: {}", unit, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(SystemdBus from, String unit, Asked unheard) throws IOException, InterruptedException {
        Optional<Look> look = from.look(unit, unheard, Deadline.in(PATIENCE))
                .filter(now -> now.unit().loadState().equals("loaded"))
                .filter(now -> !takenElsewhere.test(UnitWatch.serviceName(unit)));
        if (look.isPresent()) {
            known.add(unit);
            watches.computeIfAbsent(unit, name -> new UnitWatch(name, board, new Journal(root, program, name), root))
                    .look(look.get());
            return;
        }
        known.remove(unit);
        jobs.forget(unit);
        UnitWatch gone = watches.remove(unit);
        if (gone != null) {
            gone.forget();
        }
    }

    private void tick() {
        watches.values().forEach(UnitWatch::tick);
    }

    @Override
    public boolean has(String service) {
        return known.contains(UnitWatch.unitName(service));
    }

    @Override
    public LogSource log(String service) {
        return new Journal(root, program, UnitWatch.unitName(service));
    }

    @Override
    public ServiceControl.Service service(String service, Deadline deadline)
            throws CapabilityException, InterruptedException {
        String unit = UnitWatch.unitName(service);
        return thread.ask(deadline, () -> {
            look(unit);
            UnitWatch watch = watches.get(unit);
            if (watch == null) {
                throw new CapabilityException(Reason.NOT_FOUND, "There is no service " + service);
            }
            return watch.service(bus.notActive(watch.needs(), deadline));
        });
    }

    @Override
    public void perform(ServiceControl.Change change, String service, Deadline deadline)
            throws CapabilityException, InterruptedException {
        String unit = UnitWatch.unitName(service);
        SystemdBus over = bus;
        try {
            String job = over.begin(change, unit, deadline);
            Optional<String> result = jobs.await(job, deadline);
            if (result.isEmpty()) {
                throw new CapabilityException(Reason.TIMED_OUT, "The job of " + unit + " is not through in time");
            }
            if (!List.of("done", "skipped").contains(result.get())) {
                throw new CapabilityException(
                        Reason.FAILED, "The service manager says of its job for " + unit + ": " + result.get());
            }
        } catch (BusException e) {
            throw new CapabilityException(
                    e.isRefusal() ? Reason.REFUSED : Reason.FAILED, "The service manager says: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CapabilityException(Reason.FAILED, "The service manager cannot be reached: " + e.getMessage(), e);
        } finally {
            isDue(unit);
        }
    }

    @Override
    public void close() {
        closed = true;
        bus.close();
        thread.close();
        bus.close();
    }
}
