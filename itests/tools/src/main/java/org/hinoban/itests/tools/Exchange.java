package org.hinoban.itests.tools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Bundles that go and come again from the console while services die. Each fault must be told once, with its recovery,
 * and no bundle may be disturbed but the one that goes or comes.
 */
public final class Exchange {
    /** What can be taken away from a running manager. */
    public static final List<String> BUNDLES = List.of(
            "org.hinoban.notification.mail",
            "org.hinoban.notification",
            "org.hinoban.menu.hardware",
            "org.hinoban.menu.software",
            "org.hinoban.connector.local",
            "org.hinoban.web",
            "org.hinoban.mailserver");

    private static final int PATIENCE_SECONDS = 60;

    /** So many times in ten minutes a service may die before that alone is a fault, see {@code host.internal.Restarts}. */
    private static final int HARMLESS_DEATHS = 3;

    private static final Duration DEATHS_COUNT_FOR = Duration.ofMinutes(10);

    private final Manager manager;
    private final Console console;
    private final SmtpSink sink;
    private final List<Service> services;
    private final Plan plan;
    private final Random random = new Random(11);
    private final Map<Service, Integer> kills = new HashMap<>();

    private Exchange(Manager manager, Console console, SmtpSink sink, List<Service> services, Plan plan) {
        this.manager = manager;
        this.console = console;
        this.sink = sink;
        this.services = services;
        this.plan = plan;
    }

    /**
     * How it goes.
     *
     * @param away how long each bundle is uninstalled
     * @param apart from the going of one to the going of the next, so that several are away at the same time
     */
    public record Plan(Duration away, Duration apart, int rounds) {
        private Duration round() {
            return away.plus(apart.multipliedBy(BUNDLES.size() - 1L));
        }

        /** As many services as keep each from dying too often. */
        private int services() {
            long often = DEATHS_COUNT_FOR.dividedBy(round()) + 1;
            long sets = (often + HARMLESS_DEATHS - 1) / HARMLESS_DEATHS;
            return BUNDLES.size() * (int) Math.min(sets, (rounds + HARMLESS_DEATHS - 1) / HARMLESS_DEATHS);
        }
    }

    /**
     * What was counted.
     *
     * @param rounds what lived inside the manager after each round
     */
    public record Result(int faults, List<Inside> rounds) {}

    /** Starts a manager and services of its own for it; what went wrong is an {@link AssertionError}. */
    public static Result run(Plan plan, Consumer<String> progress) throws IOException, InterruptedException {
        List<Service> services = new ArrayList<>();
        try (SmtpSink sink = SmtpSink.start()) {
            Manager.Setup setup = Manager.setup()
                    .file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                    .file(
                            "org.hinoban.notification.recipient-night1.cfg",
                            "address = night1@example.org\nlanguage = en\n");
            for (int i = 0; i < plan.services(); i++) {
                Service service = Service.start(String.format("shop%02d", i));
                services.add(service);
                setup.file(service.configurationFile(), service.configuration());
            }
            try (Manager manager = setup.start();
                    Console console = Console.of(manager)) {
                return new Exchange(manager, console, sink, services, plan).run(progress);
            }
        } finally {
            for (Service service : services) {
                service.close();
            }
        }
    }

    private Result run(Consumer<String> progress) throws IOException, InterruptedException {
        Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        for (Service service : services) {
            await(
                    service.describe() + " is watched",
                    () -> state(phone, service).equals("normal"));
        }
        List<Inside> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            int first = round * BUNDLES.size() % services.size();
            round(services.subList(first, first + BUNDLES.size()));
            await("the session is still good", () -> phone.page("/account").statusCode() == 200);
            Inside inside = Inside.of(manager);
            rounds.add(inside);
            progress.accept("round " + round + ": " + inside.loaders() + " class loaders of bundles, " + inside.bytes()
                    + " bytes");
        }
        return new Result(kills.values().stream().mapToInt(Integer::intValue).sum(), rounds);
    }

    private void round(List<Service> victims) throws IOException, InterruptedException {
        List<String> order = new ArrayList<>(BUNDLES);
        Collections.shuffle(order, random);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            String bundle = order.get(i);
            Service victim = victims.get(i);
            long gone = plan.apart().multipliedBy(i).toMillis();
            steps.add(new Step(gone, () -> {
                change(bundle, false, "bundle:uninstall " + bundle);
                victim.kill();
                kills.merge(victim, 1, Integer::sum);
            }));
            steps.add(new Step(
                    gone + plan.away().toMillis(),
                    () -> change(bundle, true, "bundle:install -s mvn:org.hinoban/" + bundle + "/0.1.0-SNAPSHOT")));
        }
        steps.sort(Comparator.comparing(Step::millis));
        long begun = System.nanoTime();
        for (Step step : steps) {
            long wait = step.millis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            Thread.sleep(Math.max(0, wait));
            step.deed().run();
        }
        for (Service victim : victims) {
            await(
                    "each death of " + victim.name() + " is told",
                    () -> incidents(victim).size() == kills(victim));
            victim.ensureRuns();
        }
        for (Service victim : victims) {
            await(
                    "each recovery of " + victim.name() + " is told",
                    () -> mails(victim).size() >= 2 * kills(victim));
            if (!incidents(victim).values().stream().allMatch(count -> count == 2)) {
                throw new AssertionError("Told twice: " + incidents(victim));
            }
        }
    }

    private void change(String bundle, boolean there, String command) throws IOException {
        Console.Change change = console.change(command);
        if (!change.touched().equals(Set.of(bundle)) || change.isActive(bundle) != there) {
            throw new AssertionError(
                    command + " touched " + change.touched() + ", and now runs: " + change.isActive(bundle));
        }
    }

    private int kills(Service service) {
        return kills.getOrDefault(service, 0);
    }

    private List<Mail> mails(Service service) {
        return sink.mails().stream()
                .filter(mail -> mail.subject().contains(service.name()))
                .toList();
    }

    /** The links in the mails about a service, with how many mails have each. */
    private Map<String, Long> incidents(Service service) {
        return mails(service).stream()
                .collect(Collectors.groupingBy(mail -> mail.link().getPath(), Collectors.counting()));
    }

    private static String state(Phone phone, Service service) throws IOException, InterruptedException {
        return phone.json(service.page()).path("state").asText();
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE_SECONDS + " s: " + what + "\n" + manager.log());
            }
            Thread.sleep(50);
        }
    }

    /** A page that cannot be had yet is no reason to give up. */
    private static boolean holds(Condition condition) throws InterruptedException {
        try {
            return condition.holds();
        } catch (IOException e) {
            return false;
        }
    }

    private record Step(long millis, Deed deed) {}

    private interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
