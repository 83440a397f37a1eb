package org.hinoban.host.internal.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.CapabilityException.Reason;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.host.CommandService;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.LogFile;
import org.hinoban.host.internal.LogSource;
import org.hinoban.host.internal.OneThread;
import org.hinoban.host.internal.Root;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that are defined by commands: watches them and carries out their commands. */
public final class CommandServices implements Operator {
    private static final Logger LOG = LoggerFactory.getLogger(CommandServices.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    /** How long a process may take to appear after its start command has ended well, or to go after its stop command. */
    private static final long SETTLING_MILLIS = 5_000;

    private final Root root;
    private final Board board;
    private final Baseline baseline;
    private final OneThread thread;
    private final Shell shell;
    /** Touched on the thread alone. */
    private final Map<String, CommandWatch> watches = new TreeMap<>();

    private volatile Map<String, CommandService> defined = Map.of();
    /** Defined, but not yet looked at. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    /** @param thread on which services are looked at */
    public CommandServices(Root root, Board board, Baseline baseline, OneThread thread, Path data) {
        this.root = root;
        this.board = board;
        this.baseline = baseline;
        this.thread = thread;
        this.shell = new Shell(data.resolve("commands"));
    }

    public void start() {
        thread.repeat(INTERVAL, this::look);
    }

    /** Whether every service that is or was watched has been looked at. */
    public boolean isComplete() {
        return unseen.isEmpty()
                && baseline.keys(CommandWatch.REMEMBERED).stream()
                        .filter(CommandWatch::isName)
                        .allMatch(
                                key -> defined.keySet().stream().anyMatch(name -> key.equals(CommandWatch.key(name))));
    }

    /** Forgets the services that were watched before and are not defined any more. */
    public void forgetUndefined() {
        for (String key : baseline.keys(CommandWatch.REMEMBERED)) {
            if (defined.keySet().stream()
                    .map(CommandWatch::key)
                    .noneMatch(known -> key.equals(known) || key.startsWith(known + "/"))) {
                baseline.remove(key);
            }
        }
    }

    /** Watches a service, or watches it by another definition. */
    public void define(CommandService service) {
        unseen.add(service.name());
        change(services -> services.put(service.name(), service));
        thread.run(() -> {
            CommandWatch watch = watches.get(service.name());
            if (watch == null) {
                watch = new CommandWatch(root, board, baseline, service);
                watches.put(service.name(), watch);
            } else if (!watch.service().equals(service)) {
                watch.redefine(service);
            }
            look(watch);
        });
    }

    public void undefine(String service) {
        change(services -> services.remove(service));
        thread.run(() -> {
            CommandWatch watch = watches.remove(service);
            if (watch != null) {
                watch.forget();
            }
            unseen.remove(service);
        });
    }

    private synchronized void change(Consumer<Map<String, CommandService>> change) {
        Map<String, CommandService> services = new TreeMap<>(defined);
        change.accept(services);
        defined = Map.copyOf(services);
    }

    private void look() {
        watches.values().forEach(this::look);
    }

    private void look(CommandWatch watch) {
        try {
            watch.look(System.nanoTime());
            if (watch.isLookedAt()) {
                unseen.remove(watch.service().name());
            }
        } catch (RuntimeException e) {
            LOG.error("The service {} could not be looked at", watch.service().name(), e);
        }
    }

    /** Ends what the watches have under way; the thread has ended already. */
    public void close() {
        watches.values().forEach(CommandWatch::close);
    }

    @Override
    public boolean has(String service) {
        return defined.containsKey(service);
    }

    @Override
    public LogSource log(String service) {
        CommandService known = defined.get(service);
        String file = known == null ? null : known.log();
        return file == null ? LogSource.NONE : new LogFile(root, file);
    }

    @Override
    public ServiceControl.Service service(String service, Deadline deadline)
            throws CapabilityException, InterruptedException {
        return ask(service, deadline, watch -> {
            watch.look(System.nanoTime());
            return snapshot(watch);
        });
    }

    private ServiceControl.Service snapshot(CommandWatch watch) {
        CommandService service = watch.service();
        List<ServiceControl.Change> possible = new ArrayList<>();
        if (root.isThisMachine()) {
            if (service.start() != null) {
                possible.add(watch.runs() ? ServiceControl.Change.RESTART : ServiceControl.Change.START);
            }
            if (watch.runs() && (service.stop() != null || watch.mainProcess() > 0)) {
                possible.add(ServiceControl.Change.STOP);
            }
        }
        if (!watch.runs() && possible.contains(ServiceControl.Change.START)) {
            possible.add(ServiceControl.Change.RESTART);
        }
        possible.sort(Comparator.naturalOrder());
        return new ServiceControl.Service(
                service.name(),
                watch.state(),
                watch.activity(),
                watch.mainProcess(),
                watch.since(),
                possible,
                watch.facts());
    }

    @Override
    public void perform(ServiceControl.Change change, String service, Deadline deadline)
            throws CapabilityException, InterruptedException {
        ServiceControl.Service now = service(service, deadline);
        if (!now.possible().contains(change)) {
            throw new CapabilityException(
                    Reason.REFUSED, service + " is " + now.activity() + ": it allows no " + change);
        }
        CommandService known = ask(service, deadline, watch -> {
            watch.changeBegins();
            return watch.service();
        });
        boolean shouldRun = change != ServiceControl.Change.STOP;
        try {
            if (change != ServiceControl.Change.START && now.activity().equals("active")) {
                stop(known, deadline);
            }
            if (shouldRun) {
                start(known, deadline);
            }
        } finally {
            thread.run(() -> {
                CommandWatch watch = watches.get(service);
                if (watch != null) {
                    watch.look(System.nanoTime());
                    watch.changeEnded(shouldRun);
                }
            });
        }
    }

    private void start(CommandService service, Deadline deadline) throws CapabilityException, InterruptedException {
        String line = service.start();
        if (line == null) {
            throw new CapabilityException(Reason.REFUSED, service.name() + " has no start command");
        }
        long begun = System.nanoTime();
        long ended = 0;
        try (Shell.Run run = shell.begin(line)) {
            while (true) {
                OptionalInt code = run.exitCode();
                if (code.isPresent() && code.getAsInt() != 0) {
                    throw new CapabilityException(
                            Reason.FAILED,
                            "The start command ended with exit code " + code.getAsInt() + words(run.lastWords()));
                }
                ended = code.isPresent() && ended == 0 ? System.nanoTime() : ended;
                boolean runs = service(service.name(), deadline).activity().equals("active");
                long sinceBegun = System.nanoTime() - begun;
                // A command that has not ended may be the service itself.
                if (runs && (ended != 0 || sinceBegun > TimeUnit.MILLISECONDS.toNanos(500))) {
                    return;
                }
                if (ended != 0 && System.nanoTime() - ended > TimeUnit.MILLISECONDS.toNanos(SETTLING_MILLIS)) {
                    throw new CapabilityException(
                            Reason.FAILED, "The start command ended well, but the service does not run");
                }
                pause(deadline, "The service has not come up in time");
            }
        }
    }

    private void stop(CommandService service, Deadline deadline) throws CapabilityException, InterruptedException {
        String line = service.stop();
        long process = service(service.name(), deadline).process();
        if (line != null) {
            Shell.Result result = shell.run(line, deadline);
            if (result.exitCode() != 0
                    && service(service.name(), deadline).activity().equals("active")) {
                throw new CapabilityException(
                        Reason.FAILED,
                        "The stop command ended with exit code " + result.exitCode() + words(result.said()));
            }
        } else if (process > 0) {
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroy);
        }
        long begun = System.nanoTime();
        while (service(service.name(), deadline).activity().equals("active")) {
            if (line != null && System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(SETTLING_MILLIS)) {
                throw new CapabilityException(Reason.FAILED, "The stop command has ended, but the service still runs");
            }
            pause(deadline, "The service has not stopped in time");
        }
    }

    private static void pause(Deadline deadline, String otherwise) throws CapabilityException, InterruptedException {
        if (deadline.hasPassed()) {
            throw new CapabilityException(Reason.TIMED_OUT, otherwise);
        }
        Thread.sleep(50);
    }

    private static String words(String said) {
        return said.isEmpty() ? "" : ": " + said;
    }

    private <T> T ask(String service, Deadline deadline, Function<CommandWatch, T> question)
            throws CapabilityException, InterruptedException {
        return thread.ask(deadline, () -> {
            CommandWatch watch = watches.get(service);
            if (watch == null) {
                throw new CapabilityException(Reason.NOT_FOUND, "There is no service " + service);
            }
            return question.apply(watch);
        });
    }
}
