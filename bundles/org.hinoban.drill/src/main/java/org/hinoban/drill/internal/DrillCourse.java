package org.hinoban.drill.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.notification.Recipient;
import org.hinoban.delivery.Deliveries;
import org.hinoban.delivery.Deliveries.Delivery;
import org.hinoban.drill.Drills.Order;
import org.hinoban.drill.Drills.Progress;
import org.hinoban.drill.Report;
import org.hinoban.drill.Step;
import org.hinoban.drill.Step.Name;
import org.hinoban.incident.Incident;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * One drill from its first observation to its last message. It only looks at what others store; the times are those of
 * the rows, by the database's clock, except for the first, which is measured here.
 */
final class DrillCourse {
    private static final long LOOK_MILLIS = 50;
    private static final Duration RENEWAL = DrillTable.CLAIM.dividedBy(3);

    private final Chain chain;
    private final Order order;
    private final DrillRow drill;
    private final Progress progress;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private long renewed = System.nanoTime();
    private String incident = "";
    private @Nullable Duration told;
    private @Nullable Name failed;
    private String advice = "";

    DrillCourse(Chain chain, Order order, DrillRow drill, Progress progress) {
        this.chain = chain;
        this.order = order;
        this.drill = drill;
        this.progress = progress;
    }

    Report run() throws InterruptedException {
        try {
            Incident opened = store();
            if (opened != null) {
                tell(opened);
                practise();
            }
        } finally {
            // also when it was broken off: an interrupted thread can still store
            boolean interrupted = Thread.interrupted();
            chain.end().end(drill, chain.end().repairedBy(drill).orElse(order.user()));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (failed == null) {
            recover();
        }
        return new Report(drill.number(), order.server(), incident, steps, told, failed, advice);
    }

    private @Nullable Incident store() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            chain.observatory().accept(drill.fault(order.recipient()));
        } catch (NotStoredException e) {
            fail(
                    new Step(Name.STORED, "", null, String.valueOf(e.getMessage())),
                    "The fault cannot be stored: look at the database, its disk and the log.");
            return null;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Incident opened = chain.incidents().open().stream()
                .filter(one ->
                        one.server().equals(drill.server()) && one.component().equals(drill.component()))
                .findFirst()
                .orElse(null);
        if (opened == null) {
            fail(
                    new Step(Name.STORED, "", null, "no incident was opened"),
                    "The server has more faults than are kept, or something else ended the drill: see hinoban:incidents --all.");
            return null;
        }
        incident = opened.id();
        add(new Step(Name.STORED, "", took, "incident " + incident));
        return opened;
    }

    private void tell(Incident opened) throws InterruptedException {
        Duration stored = Optional.ofNullable(steps.get(0).took()).orElse(Duration.ZERO);
        List<String> people = people();
        List<Delivery> openings = await(people, "opened");
        for (String person : people) {
            Delivery delivery = of(person, openings);
            if (delivery == null) {
                fail(
                        new Step(Name.QUEUED, person, null, "no message was written"),
                        "Notification does not read the event log: see the log for org.hinoban.notification.");
            } else if (delivery.abandoned()) {
                fail(
                        new Step(Name.ACCEPTED, person, null, delivery.answer()),
                        "The address of " + person + " is refused: correct it in"
                                + " org.hinoban.notification.recipient-" + person + ".cfg.");
            } else if (delivery.attempted() == null) {
                fail(
                        new Step(Name.CLAIMED, person, null, "nobody hands it over"),
                        "Its channel is not installed, or the dispatcher is stuck: see the page Settings and the log.");
            } else if (delivery.accepted() == null) {
                fail(
                        new Step(Name.ACCEPTED, person, null, delivery.answer()),
                        "Try hinoban:mail-test with the address of " + person
                                + ", and check org.hinoban.notification.mail.route-*.cfg. The message waits and goes"
                                + " out by itself.");
            } else {
                Duration way = stored.plus(between(opened.received(), delivery.accepted()));
                told = told == null || told.compareTo(way) < 0 ? way : told;
            }
        }
        if (people.isEmpty()) {
            fail(new Step(Name.QUEUED, "", null, "nobody is told"), nobody());
        }
        told = failed == null ? told : null;
    }

    private String nobody() {
        return chain.deliveries().get() == null
                ? "Notification is not running: see bundle:list, and install the feature hinoban-notification."
                : "No recipient is configured: make org.hinoban.notification.recipient-NAME.cfg.";
    }

    /** Who is to be told, by name. */
    private List<String> people() {
        Deliveries now = chain.deliveries().get();
        if (now == null) {
            return List.of();
        }
        return order.recipient()
                .map(List::of)
                .orElseGet(() -> now.recipients().stream().map(Recipient::name).toList());
    }

    /** Looks until every one of the people has a message of that sort that is settled, or the patience is over. */
    private List<Delivery> await(List<String> people, String what) throws InterruptedException {
        long end = System.nanoTime() + chain.patience().toNanos();
        while (true) {
            List<Delivery> deliveries = deliveries(what);
            deliveries.forEach(this::show);
            boolean settled = people.stream().allMatch(person -> isSettled(of(person, deliveries)));
            if (settled || System.nanoTime() >= end || chain.closed().getAsBoolean()) {
                return deliveries;
            }
            rest();
        }
    }

    private List<Delivery> deliveries(String what) {
        Deliveries now = chain.deliveries().get();
        if (now == null) {
            return List.of();
        }
        try {
            return now.of(incident).stream()
                    .filter(delivery -> delivery.what().startsWith(what))
                    .toList();
        } catch (DatabaseException e) {
            return List.of();
        }
    }

    private static @Nullable Delivery of(String person, List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.recipient().equals(person))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSettled(@Nullable Delivery delivery) {
        return delivery != null && (delivery.accepted() != null || delivery.abandoned());
    }

    /** The steps that a message shows so far, each once. */
    private void show(Delivery delivery) {
        String person = delivery.recipient();
        Instant attempted = delivery.attempted();
        Instant accepted = delivery.accepted();
        if (!delivery.what().startsWith("opened")) {
            if (accepted != null) {
                addOnce(Name.RECOVERED, person, between(delivery.created(), accepted), delivery.answer());
            }
            return;
        }
        Instant received =
                chain.incidents().find(incident).map(Incident::received).orElse(delivery.created());
        addOnce(Name.QUEUED, person, between(received, delivery.created()), "");
        if (attempted != null) {
            String tries = delivery.attempts() > 1 ? "at attempt " + delivery.attempts() : "";
            if (accepted != null) {
                addOnce(Name.CLAIMED, person, between(delivery.created(), attempted), tries);
                addOnce(Name.ACCEPTED, person, between(attempted, accepted), delivery.answer());
            }
        }
    }

    /** Leaves the fault to whoever practises. */
    private void practise() throws InterruptedException {
        if (failed != null || order.practice().isZero()) {
            return;
        }
        long begin = System.nanoTime();
        long end = begin + order.practice().toNanos();
        while (chain.end().repairedBy(drill).isEmpty()
                && isOpen()
                && System.nanoTime() < end
                && !chain.closed().getAsBoolean()) {
            rest();
        }
        Optional<String> user = chain.end().repairedBy(drill);
        add(
                user.isPresent()
                        ? new Step(Name.REPAIRED, "", Duration.ofNanos(System.nanoTime() - begin), "by " + user.get())
                        : new Step(
                                Name.REPAIRED,
                                "",
                                null,
                                "by nobody within " + order.practice().toSeconds() + " s"));
    }

    private boolean isOpen() {
        return chain.incidents().open().stream().anyMatch(one -> one.id().equals(incident));
    }

    /** That it is over is told, too. */
    private void recover() throws InterruptedException {
        List<String> people = people();
        List<Delivery> endings = await(people, "recovered");
        for (String person : people) {
            Delivery delivery = of(person, endings);
            if (delivery == null || delivery.accepted() == null) {
                fail(
                        new Step(Name.RECOVERED, person, null, delivery == null ? "" : delivery.answer()),
                        "The opening was told, the recovery was not: see hinoban:deliveries " + incident + ".");
            }
        }
    }

    private void rest() throws InterruptedException {
        if (System.nanoTime() - renewed > RENEWAL.toNanos()) {
            renewed = System.nanoTime();
            chain.table().renew(drill);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private void addOnce(Name name, String person, Duration took, String detail) {
        if (seen.add(name + " " + person)) {
            add(new Step(name, person, took, detail));
        }
    }

    private void add(Step step) {
        steps.add(step);
        progress.step(step);
    }

    /** The first failure is the one to look at. */
    private void fail(Step step, String whatToTry) {
        add(step);
        if (failed == null) {
            failed = step.name();
            advice = whatToTry;
        }
    }

    private static Duration between(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
