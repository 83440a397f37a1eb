package org.hinoban.itests.losses;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.SmtpSink;
import org.jspecify.annotations.Nullable;

/**
 * Many services that die and come back, all the time, while the manager is killed and started again. Each service goes on
 * only when every recipient knows what they are to know of it.
 */
public final class Storm implements AutoCloseable {
    private static final List<String> RECIPIENTS = List.of("night1", "night2", "night3");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** DESIGN: what waited is out this long after the start of a manager that was killed. */
    public static final int LONGEST_WAIT_SECONDS = 30;

    private static final Duration TO_COME_THERE = Duration.ofSeconds(60);

    private final Manager.Setup setup;
    private final SmtpSink sink;
    private final List<Victim> victims = new ArrayList<>();
    private final Ledger ledger;
    private final Random random;
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicReference<@Nullable Manager> doomed = new AtomicReference<>();
    private @Nullable Manager manager;

    /**
     * What came of it.
     *
     * @param openings incidents that somebody was told of
     * @param duplicates mails that a recipient had already, with the same id
     * @param longestWaitSeconds from when a manager was ready until the last mail was out that had waited for it
     * @param complaints what should not be
     */
    public record Outcome(
            int faults,
            int openings,
            int mails,
            int kills,
            int duplicates,
            double longestWaitSeconds,
            List<String> complaints) {
        public Outcome {
            complaints = List.copyOf(complaints);
        }

        /** What should not be, and mails that waited for longer than is promised. */
        public List<String> failures() {
            List<String> failures = new ArrayList<>(complaints);
            if (longestWaitSeconds > LONGEST_WAIT_SECONDS) {
                failures.add("A mail that had waited was out " + longestWaitSeconds + " s after a start");
            }
            if (openings != faults) {
                failures.add(openings + " openings were told of " + faults + " faults");
            }
            return failures;
        }

        /** Writes them down. */
        public void write(String name, String database) throws IOException {
            new Figures(
                            name,
                            "database",
                            "faults",
                            "openings told",
                            "recipients",
                            "mails",
                            "kills",
                            "duplicates",
                            "longest wait after a start s")
                    .row(database, faults, openings, RECIPIENTS.size(), mails, kills, duplicates, longestWaitSeconds)
                    .write();
        }
    }

    /** @param seed of the moments, so that a run can be made again */
    public Storm(Storage storage, int services, long seed) throws IOException, InterruptedException {
        random = new Random(seed);
        sink = SmtpSink.start();
        ledger = new Ledger(
                RECIPIENTS.stream().map(name -> name + "@example.org").toList());
        setup = Manager.setup()
                .from(Checkout.ROOT, PATIENCE)
                .file("org.hinoban.notification.mail.route-main.cfg", sink.route());
        for (String name : RECIPIENTS) {
            setup.file(
                    "org.hinoban.notification.recipient-" + name + ".cfg",
                    "address = " + name + "@example.org\nlanguage = en\n");
        }
        storage.configure(setup);
        for (int i = 0; i < services; i++) {
            Victim victim = Victim.start(String.format("shop%02d", i));
            victims.add(victim);
            victim.configure(setup);
        }
        sink.onArrival(this::arrived);
        start("-Dhinoban.killed=no");
        awaitWatched();
    }

    /** A service that has never run has not gone either. */
    private void awaitWatched() throws IOException, InterruptedException {
        Phone phone = Phone.loggedIn(Objects.requireNonNull(manager).url(), "admin", Manager.PASSWORD);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Victim victim : victims) {
            while (!phone.json(victim.page()).path("state").asText().equals("normal")) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(victim.name() + " is not watched: " + phone.json(victim.page()));
                }
                Thread.sleep(50);
            }
        }
    }

    /** Lets each service die so often, and kills the manager at random moments, at its start too. */
    public Outcome rage(int rounds, Duration longestLife) throws IOException, InterruptedException, LostException {
        ExecutorService threads = Executors.newFixedThreadPool(victims.size());
        try {
            List<Future<?>> all = begin(threads, rounds, new AtomicBoolean());
            threads.shutdown();
            while (!threads.awaitTermination(random.nextInt((int) longestLife.toMillis()), TimeUnit.MILLISECONDS)) {
                kill();
                if (random.nextInt(4) == 0) {
                    setup.startAndKill(Duration.ofMillis(random.nextInt(4_000)));
                    ledger.killed();
                }
                start("-Dhinoban.killed=at-random");
            }
            finish(all);
        } finally {
            threads.shutdownNow();
        }
        return outcome();
    }

    /**
     * Kills the manager at each of these places, one after another, while services die and come back, and once when the
     * mail server has a mail and has not said so yet.
     */
    public Outcome killAt(List<Point> points) throws IOException, InterruptedException, LostException {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(victims.size());
        try {
            List<Future<?>> all = begin(threads, Integer.MAX_VALUE, enough);
            threads.shutdown();
            for (Point point : points) {
                int port = Checkout.freePort();
                kill();
                start(Trap.option(port));
                Trap.in(port).await(point, TO_COME_THERE);
            }
            killBetweenMailAndAnswer();
            enough.set(true);
            kill();
            start("-Dhinoban.killed=no");
            finish(all);
        } finally {
            enough.set(true);
            threads.shutdownNow();
        }
        return outcome();
    }

    private void killBetweenMailAndAnswer() throws IOException, InterruptedException {
        kill();
        Manager running = start("-Dhinoban.killed=before-the-answer");
        doomed.set(running);
        long deadline = System.nanoTime() + TO_COME_THERE.toNanos();
        while (running.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("No mail within " + TO_COME_THERE);
            }
            Thread.sleep(10);
        }
    }

    private void kill() throws InterruptedException {
        ledger.killed();
        Objects.requireNonNull(manager).kill();
    }

    private Manager start(String option) throws IOException, InterruptedException {
        setup.environment("JAVA_TOOL_OPTIONS", option);
        ledger.starting();
        Manager fresh = setup.start();
        ledger.ready();
        manager = fresh;
        return fresh;
    }

    private List<Future<?>> begin(ExecutorService threads, int rounds, AtomicBoolean enough) {
        List<Future<?>> all = new ArrayList<>();
        for (Victim victim : victims) {
            long seed = random.nextLong();
            all.add(threads.submit(() -> {
                Random own = new Random(seed);
                for (int round = 0; round < rounds && !enough.get(); round++) {
                    dieAndComeBack(victim, own);
                }
                return victim;
            }));
        }
        return all;
    }

    /** Now and then it is back before everybody knows that it was away. */
    private void dieAndComeBack(Victim victim, Random own) throws IOException, InterruptedException, LostException {
        Set<String> before = ledger.incidents(victim.name());
        Thread.sleep(own.nextInt(500));
        victim.kill();
        ledger.changed(victim.name());
        faults.incrementAndGet();
        int knowing = 1 + own.nextInt(RECIPIENTS.size());
        String incident = ledger.awaitOpening(victim.name(), before, knowing, PATIENCE);
        victim.restore();
        ledger.changed(victim.name());
        ledger.awaitEnd(incident, PATIENCE);
    }

    private static void finish(List<Future<?>> all) throws InterruptedException, LostException, IOException {
        for (Future<?> each : all) {
            try {
                each.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LostException lost) {
                    throw lost;
                }
                throw new IOException(e);
            }
        }
    }

    private void arrived(Mail mail) {
        victims.stream()
                .filter(victim -> mail.subject().contains(victim.name()))
                .findFirst()
                .ifPresent(victim -> ledger.add(mail, victim.name()));
        Manager running = doomed.getAndSet(null);
        if (running != null) {
            try {
                running.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome outcome() {
        return new Outcome(
                faults.get(),
                ledger.openings(),
                ledger.mails(),
                ledger.kills(),
                ledger.duplicates(),
                ledger.longestWait().toMillis() / 1000.0,
                ledger.complaints());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Manager running = manager;
        if (running != null) {
            running.kill();
        }
        sink.close();
        victims.forEach(Victim::close);
    }
}
