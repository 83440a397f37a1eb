package org.hinoban.notification.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hinoban.store.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the outbox over: each recipient's rows one after another, several recipients side by side. One thread decides;
 * what it knows in memory is touched by no other. A channel that failed is tried again every {@link #PROBE} with the row
 * that has waited longest, and all others follow once that one is through.
 */
final class Dispatcher implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration PROBE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int AT_ONCE = 8;
    private static final Duration RENEWAL = Duration.ofSeconds(2);

    /** Long, for what ends after all may have been accepted, and would be sent twice. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Runnable router;
    private final Desk desk;
    private final String owner = UUID.randomUUID().toString();
    private final ScheduledExecutorService clock;
    private final ExecutorService workers;
    private final AtomicBoolean awake = new AtomicBoolean();

    // touched by the clock's thread alone
    private final Map<String, Flight> inFlight = new HashMap<>();
    private final Map<String, Long> down = new HashMap<>();
    private final Map<String, Long> missingSince = new HashMap<>();
    private boolean databaseIsAway;
    private boolean lookIsPlanned;

    private final DispatcherWatch watch = new DispatcherWatch();
    private volatile List<Row> waiting = List.of();
    private volatile boolean stopping;

    /** @param router brings the outbox up to date */
    Dispatcher(Outbox outbox, Runnable router, Desk desk) {
        this.outbox = outbox;
        this.router = router;
        this.desk = desk;
        this.clock = Executors.newSingleThreadScheduledExecutor(named("hinoban-notification"));
        this.workers = Executors.newCachedThreadPool(named("hinoban-notification-sender"));
    }

    void start() {
        every(HEARTBEAT, this::wake);
        every(RENEWAL, this::renew);
        wake();
    }

    /** There may be something to do. Returns at once. */
    void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                clock.execute(this::turn);
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopped meanwhile", e);
            }
        }
    }

    /** The rows whose turn it is and that were not accepted so far, as of the last look. */
    List<Row> waiting() {
        return waiting;
    }

    DispatcherWatch watch() {
        return watch;
    }

    private void turn() {
        awake.set(false);
        if (stopping) {
            return;
        }
        try {
            router.run();
            dispatch();
            watch.looked();
            if (databaseIsAway) {
                LOG.info("People are told again");
            }
            databaseIsAway = false;
        } catch (DatabaseException e) {
            if (!databaseIsAway) {
                LOG.error("Nobody can be told anything now; it is tried on and on: {}", e.getMessage());
            }
            databaseIsAway = true;
            lookAgain(PROBE);
        } catch (RuntimeException e) {
            LOG.error("Telling people failed for a reason that should not be; it is tried on and on", e);
            lookAgain(PROBE);
        }
    }

    private void dispatch() {
        Outbox.Queue queue = outbox.queue();
        waiting = queue.heads();
        watch.waits(queue);
        List<Row> chosen = choose(queue);
        if (!chosen.isEmpty()) {
            List<Row> claimed = outbox.claim(chosen, owner);
            claimed.forEach(this::start);
            if (claimed.size() < chosen.size()) {
                wake();
            }
        }
        if (!queue.heads().isEmpty()) {
            lookAgain(LOOK);
        }
    }

    private List<Row> choose(Outbox.Queue queue) {
        List<Row> chosen = new ArrayList<>();
        Map<String, Integer> busy = new HashMap<>();
        inFlight.values().forEach(flight -> busy.merge(flight.channel(), 1, Integer::sum));
        Set<String> recipients = new HashSet<>();
        for (Row row : byWaiting(queue)) {
            Optional<String> channel = desk.channel(row.recipient());
            if (channel.isEmpty()) {
                forget(row);
            } else if (isFree(row, queue.now()) && desk.isThere(channel.get()) && recipients.add(row.recipient())) {
                missingSince.remove(row.recipient());
                int flights = busy.getOrDefault(channel.get(), 0);
                boolean probe = flights == 0 && isToBeProbed(channel.get());
                if (row.tried() > desk.limits().giveUp().toMillis()) {
                    giveUp(row, "Given up after " + desk.limits().giveUp().toHours() + " h: " + row.answer());
                } else if (flights < AT_ONCE && (row.isDue(queue.now()) || probe)) {
                    chosen.add(row);
                    busy.put(channel.get(), flights + 1);
                }
            }
        }
        return chosen;
    }

    /** The one that was not tried for the longest time first, so that a probe goes round. */
    private static List<Row> byWaiting(Outbox.Queue queue) {
        return queue.heads().stream()
                .sorted(Comparator.comparingLong(Row::attempted).thenComparingLong(Row::event))
                .toList();
    }

    private boolean isFree(Row row, long now) {
        return !inFlight.containsKey(row.id()) && !row.isClaimed(now);
    }

    private boolean isToBeProbed(String channel) {
        Long last = down.get(channel);
        return last != null && System.nanoTime() - last >= PROBE.toNanos();
    }

    /** Whoever is not configured any more is not told any more; a file that is being saved is soon back. */
    private void forget(Row row) {
        if (desk.isConfigured(row.recipient())) {
            missingSince.remove(row.recipient());
            return;
        }
        long since = missingSince.computeIfAbsent(row.recipient(), name -> System.nanoTime());
        if (System.nanoTime() - since > FORGOTTEN.toNanos()) {
            giveUp(row, "The recipient is not configured any more");
        }
    }

    private void giveUp(Row row, String reason) {
        long at = outbox.settle(row, Row.ABANDONED, reason);
        workers.execute(() -> desk.abandoned(row, at, reason));
        wake();
    }

    private void start(Row row) {
        String channel = desk.channel(row.recipient()).orElse("");
        Flight flight = new Flight(row, channel, new AtomicBoolean());
        inFlight.put(row.id(), flight);
        var task = workers.submit(() -> Sender.send(flight, desk, outbox, this::ended));
        after(PATIENCE, () -> task.cancel(true));
        after(PATIENCE.plus(GRACE), () -> overdue(flight));
    }

    /** The channel does not even let itself be interrupted: its thread is lost, the row is not. */
    private void overdue(Flight flight) {
        if (flight.over().compareAndSet(false, true)) {
            LOG.error(
                    "The channel {} has kept a thread for longer than {} s and does not give it back",
                    flight.channel(),
                    PATIENCE.plus(GRACE).toSeconds());
            workers.execute(() -> Sender.settle(
                    flight,
                    new Result.Postponed(
                            "No answer within " + PATIENCE.plus(GRACE).toSeconds() + " s", true, true),
                    outbox,
                    desk,
                    this::ended));
        }
    }

    private void ended(Flight flight, Result result) {
        try {
            clock.execute(() -> end(flight, result));
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped meanwhile", e);
        }
    }

    private void end(Flight flight, Result result) {
        inFlight.remove(flight.row().id());
        watch.ended(flight.channel(), result);
        if (result instanceof Result.Postponed postponed && postponed.pathIsDown()) {
            down.put(flight.channel(), System.nanoTime());
        } else if (down.remove(flight.channel()) != null) {
            hurry();
        }
        wake();
    }

    private void hurry() {
        try {
            outbox.hurry();
        } catch (DatabaseException e) {
            LOG.debug("Then the others wait for their own time", e);
        }
    }

    private void renew() {
        if (!inFlight.isEmpty()) {
            try {
                outbox.renew(owner);
            } catch (DatabaseException e) {
                LOG.debug("The claims are renewed a little later", e);
            }
        }
    }

    private void lookAgain(Duration delay) {
        if (!stopping && !lookIsPlanned) {
            lookIsPlanned = true;
            after(delay, () -> {
                lookIsPlanned = false;
                wake();
            });
        }
    }

    private void after(Duration delay, Runnable task) {
        var unused = clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void every(Duration time, Runnable task) {
        var unused = clock.scheduleWithFixedDelay(task, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets what is under way end for a while, and gives the rest back. */
    @Override
    public void close() {
        stopping = true;
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
                workers.awaitTermination(1, TimeUnit.SECONDS);
            }
            // what was begun on the clock's thread ends first
            clock.submit(() -> {}).get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Something is still going on", e);
        }
        clock.shutdownNow();
        try {
            outbox.release(owner);
        } catch (DatabaseException e) {
            LOG.warn(
                    "What was under way is tried again {} s after the next start: {}",
                    Row.CLAIM.toSeconds(),
                    e.getMessage());
        }
    }

    static Duration delay(int attempts) {
        return Duration.ofSeconds(attempts >= 5 ? Row.LONGEST_DELAY.toSeconds() : 1L << attempts);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * A row that is being handed over.
     *
     * @param over set by whoever settles it
     */
    record Flight(Row row, String channel, AtomicBoolean over) {}

    /** What became of it. */
    sealed interface Result {
        record Accepted(String answer) implements Result {}

        record Refused(String answer) implements Result {}

        /**
         * @param pathIsDown whether others would fare no better
         * @param unanswered whether it may have arrived all the same
         */
        record Postponed(String answer, boolean pathIsDown, boolean unanswered) implements Result {}
    }
}
