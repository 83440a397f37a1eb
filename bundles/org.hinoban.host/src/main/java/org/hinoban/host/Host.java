package org.hinoban.host;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Inventory;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.OneThread;
import org.hinoban.host.internal.Program;
import org.hinoban.host.internal.Reporter;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.scan.HostFacts;
import org.hinoban.host.internal.scan.Scan;
import org.hinoban.host.internal.service.CommandServices;
import org.hinoban.host.internal.service.HostServices;
import org.hinoban.host.internal.systemd.Systemd;

/**
 * Watches one Linux host and operates its services. Observations go to the observer one after another, on a thread of this
 * object's own: first the whole, once everything has been looked at, then each change.
 */
public final class Host implements AutoCloseable {
    private static final Duration SCAN_INTERVAL = Duration.ofSeconds(2);
    private static final Duration SETTLING_INTERVAL = Duration.ofMillis(100);
    /** How long the whole waits for services that were watched before the last restart and are not defined yet. */
    private static final Duration DEFINITIONS = Duration.ofSeconds(5);

    private static final int MAX_COMPONENTS = 5_000;

    private final Board board;
    private final Reporter reporter;
    private final OneThread watching = new OneThread("hinoban-host-watch");
    private final OneThread scanning = new OneThread("hinoban-host-scan");
    private final Scan scan;
    private final CommandServices commands;
    private final Systemd systemd;
    private final List<Capability> capabilities;
    private final long made = System.nanoTime();

    /** @param observer returns soon; what it throws is logged */
    public Host(HostSettings settings, Consumer<Observation> observer) {
        Root root = new Root(settings.root());
        Baseline baseline = new Baseline(settings.data().resolve("baseline"));
        // The board queues into the reporter, and the reporter gives the lines that it read back to the board.
        Reporter[] behind = new Reporter[1];
        board = new Board(outgoing -> behind[0].add(outgoing));
        reporter = new Reporter(observer, board::keepLines);
        behind[0] = reporter;
        scan = new Scan(root, board, baseline);
        commands = new CommandServices(root, board, baseline, watching, settings.data());
        systemd = new Systemd(root, board, new Program(settings.tools()), commands::has);
        capabilities = List.of(
                new BoardInventory(board), new HostServices(List.of(commands, systemd), baseline), new HostFacts(root));
    }

    /** Begins to watch. Services should be defined before, so that they are part of the whole. */
    public void start() {
        reporter.start();
        commands.start();
        systemd.start();
        scanning.run(this::look);
    }

    /** Watches a service that is defined by commands, or watches it by another definition. */
    public void define(CommandService service) {
        commands.define(service);
    }

    /** A service is nobody's business any more. */
    public void undefine(String service) {
        commands.undefine(service);
    }

    /** Tells the whole again, in order with the changes: after a gap. */
    public void tellWhole() {
        if (board.isSettled()) {
            board.tellWhole();
        }
    }

    /** For how long the one of its threads has not come round that has not for longest: a few seconds if all is well. */
    public Duration silence() {
        return Stream.of(watching.silence(), scanning.silence(), systemd.silence(), reporter.behind())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public <C extends Capability> Optional<C> capability(Class<C> type) {
        return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private void look() {
        try {
            scan.run();
            if (!board.isSettled() && isLookedThrough()) {
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            scanning.after(board.isSettled() ? SCAN_INTERVAL : SETTLING_INTERVAL, this::look);
        }
    }

    private boolean isLookedThrough() {
        return (commands.isComplete() && systemd.isSettled()) || System.nanoTime() - made > DEFINITIONS.toNanos();
    }

    private void settle() throws InterruptedException {
        for (Board.Outgoing fault : board.withoutLines()) {
            if (fault.observation() instanceof Observation.Changed changed) {
                board.keepLines(Reporter.withLines(changed, fault.log()));
            }
        }
        commands.forgetUndefined();
        board.tellWhole();
    }

    @Override
    public void close() {
        scanning.close();
        systemd.close();
        watching.close();
        commands.close();
        reporter.close();
    }

    private record BoardInventory(Board board) implements Inventory {
        @Override
        public List<Component> components(ComponentPath below, Deadline deadline) {
            return board.below(below, MAX_COMPONENTS);
        }

        @Override
        public Optional<Detail> detail(ComponentPath component, Deadline deadline) {
            return board.detail(component);
        }
    }
}
