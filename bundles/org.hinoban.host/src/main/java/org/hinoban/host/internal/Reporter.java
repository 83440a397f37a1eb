package org.hinoban.host.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands observations on in their order, each fault with the log lines before it, on a thread of its own. */
public final class Reporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** A fault that has waited this long behind others goes out without its log. */
    private static final Duration LATE = Duration.ofMillis(800);

    private record Waiting(Board.Outgoing outgoing, long since) {}

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Consumer<Observation> observer;
    private final Consumer<Observation.Changed> captured;
    private final Thread thread = new Thread(this::run, "hinoban-host-report");
    private volatile @Nullable Waiting inHand;

    /** @param captured is given each fault with its lines, before the observer */
    public Reporter(Consumer<Observation> observer, Consumer<Observation.Changed> captured) {
        this.observer = observer;
        this.captured = captured;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void add(Board.Outgoing outgoing) {
        queue.add(new Waiting(outgoing, System.nanoTime()));
    }

    /** For how long the observation has waited that waits longest. */
    public Duration behind() {
        Waiting oldest = inHand;
        if (oldest == null) {
            oldest = queue.peek();
        }
        return oldest == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldest.since);
    }

    private void run() {
        try {
            while (true) {
                Waiting next = queue.take();
                inHand = next;
                boolean late = System.nanoTime() - next.since > LATE.toNanos();
                hand(late ? next.outgoing.observation() : complete(next.outgoing));
                inHand = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Observation observation) {
        try {
            observer.accept(observation);
        } catch (RuntimeException e) {
            LOG.error("An observation could not be handed on: {}", observation, e);
        }
    }

    private Observation complete(Board.Outgoing outgoing) throws InterruptedException {
        if (outgoing.log() == LogSource.NONE || !(outgoing.observation() instanceof Observation.Changed fault)) {
            return outgoing.observation();
        }
        Observation.Changed full = withLines(fault, outgoing.log());
        captured.accept(full);
        return full;
    }

    /** A fault with the lines before it, or as it was if they cannot be read in time. */
    public static Observation.Changed withLines(Observation.Changed fault, LogSource log) throws InterruptedException {
        List<LogLine> lines;
        try {
            lines = log.read(null, Observation.Changed.MAX_LOG_LINES, Deadline.in(PATIENCE));
        } catch (CapabilityException e) {
            LOG.info("No log lines for the fault of {}: {}", fault.component(), e.getMessage());
            return fault;
        } catch (RuntimeException e) {
            LOG.error("The log lines for the fault of {} could not be read", fault.component(), e);
            return fault;
        }
        return new Observation.Changed(
                fault.component(), fault.state(), fault.kind(), fault.arguments(), fault.occurred(), lines);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
