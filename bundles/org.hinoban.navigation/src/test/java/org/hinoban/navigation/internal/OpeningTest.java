package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

class OpeningTest {
    private static final Screen EMPTY = new Screen(Text.plain("empty"), null, List.of(), List.of());

    @TempDir
    Path folder;

    private Ship ship;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        ship = new Ship(folder);
        visitor = ship.visitor("night1", Role.OPERATOR);
    }

    @AfterEach
    void stop() throws Exception {
        ship.close();
    }

    @Test
    void drawsTheMenuWithoutCreatingAHandler() {
        Factory handlers = new Factory(request -> EMPTY);
        Bundle bundle = ship.bundle("third.party", "software = Software\nsoftware.detail = services\n");
        Map<String, Object> properties = Ship.entry("/software");
        properties.put("hinoban.menu.label", "%software");
        properties.put("hinoban.menu.detail", "%software.detail");
        bundle.getBundleContext().registerService(MenuHandler.class, handlers, Ship.dictionary(properties));

        assertThat(ship.navigator().menu("web01", Role.VIEWER))
                .containsExactly(new MenuItem(
                        "/software",
                        new Text("third.party", "software", List.of(), "Software"),
                        new Text("third.party", "software.detail", List.of(), "services"),
                        null,
                        "third.party"));
        assertThat(handlers.made).hasValue(0);
    }

    @Test
    void getsAHandlerForTheCallOnlyAndReleasesIt() throws Exception {
        Factory handlers = new Factory(request -> EMPTY);
        register("a", "/software", handlers);

        assertThat(open("/software")).isInstanceOf(Outcome.Shown.class);
        assertThat(handlers.made).hasValue(1);
        assertThat(handlers.released).hasValue(1);
    }

    @Test
    void sortsTheMenuAndShowsOnlyWhatTheRoleMayOpen() {
        put("a", "/files", Map.of("hinoban.menu.order", 40));
        put("b", "/hardware", Map.of("hinoban.menu.order", 10));
        put("c", "/command", Map.of("hinoban.menu.order", 20, "hinoban.menu.role", "ADMIN"));
        put("d", "/files/{path}", Map.of());

        assertThat(paths(Role.OPERATOR)).containsExactly("/hardware", "/files");
        assertThat(paths(Role.ADMIN)).containsExactly("/hardware", "/command", "/files");
        assertThat(ship.navigator().menu("other", Role.ADMIN)).isEmpty();
    }

    @Test
    void whatTheRoleDoesNotAllowIsForbidden() throws Exception {
        put("c", "/command", Map.of("hinoban.menu.role", "ADMIN"));

        assertThat(open("/command")).isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void refusesAndListsWhatCannotBeOnTheMenu() {
        put("no.role", "/a", Collections.singletonMap("hinoban.menu.role", ""));
        put("strange.role", "/b", Map.of("hinoban.menu.role", "ROOT"));
        put("no.path", "c", Map.of());
        put("bad.path", "/c/../d", Map.of());
        put("core.path", "/login", Map.of("hinoban.menu.scope", "SITE"));
        put("unknown.capability", "/e", Map.of("hinoban.menu.capabilities", "org.example.Teleport"));
        put("mailbox", "/mailbox", Map.of("hinoban.menu.scope", "SITE"));

        assertThat(paths(Role.ADMIN)).isEmpty();
        assertThat(ship.navigator().site(Role.VIEWER)).hasSize(1);
        assertThat(ship.navigator().contributions())
                .filteredOn(one -> !one.refusal().isEmpty())
                .extracting(Contribution::bundle, Contribution::refusal)
                .satisfies(refused -> assertThat(refused.toString())
                        .contains("(\"no.role\", \"it declares no role\")", "ROOT", "Teleport", "belongs to the core"))
                .hasSize(6);
    }

    @Test
    void theFirstKeepsAPathAndWhenItLeavesTheNextInLineTakesIt() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        Bundle first = ship.bundle("first");
        first.getBundleContext()
                .registerService(
                        MenuHandler.class, handler("first"), Ship.dictionary(Ship.entry("/software/service/{name}")));
        register("second", "/software/service/{unit}", "second");
        register("third", "/software/service/{unit}", "third");
        try (var unused = ship.navigator().onChange(changes::incrementAndGet)) {
            assertThat(title(open("/software/service/nginx"))).isEqualTo("first");
            assertThat(ship.navigator().contributions())
                    .contains(new Contribution("/software/service/{unit}", "second", "the path is taken by first"));

            first.stop();

            assertThat(changes).hasValue(1);
            assertThat(title(open("/software/service/nginx"))).isEqualTo("second");
        }
        first.start();
        assertThat(title(open("/software/service/nginx"))).isEqualTo("second");
    }

    @Test
    void seesChangedProperties() {
        Bundle bundle = ship.bundle("a");
        ServiceRegistration<MenuHandler> registration = bundle.getBundleContext()
                .registerService(MenuHandler.class, handler("x"), Ship.dictionary(Ship.entry("/software")));
        registration.setProperties(Ship.dictionary(Ship.entry("/services")));

        assertThat(paths(Role.VIEWER)).containsExactly("/services");
    }

    @Test
    void handsTheRawNamesToTheHandlerAndTheLiteralPathWins() throws Exception {
        register("a", "/system/filesystem/{mount}", (MenuHandler)
                request -> new Screen(Text.plain(request.variable("mount")), null, List.of(), List.of()));
        register("b", "/system/filesystem/all", "all of them");

        assertThat(title(open("/system/filesystem/~2fvar"))).isEqualTo("/var");
        assertThat(title(open("/system/filesystem/all"))).isEqualTo("all of them");
        assertThat(open("/system/filesystem/%2f")).isInstanceOf(Outcome.NotFound.class);
        assertThat(open("/system/filesystem")).isInstanceOf(Outcome.NotFound.class);
    }

    @Test
    void whatNeedsACapabilityIsThereOnlyWhereItIsOffered() throws Exception {
        put("a", "/hardware", Map.of("hinoban.menu.capabilities", new String[] {Inventory.class.getName()}));
        assertThat(paths(Role.VIEWER)).isEmpty();
        assertThat(open("/hardware")).isInstanceOf(Outcome.NotFound.class);

        ship.fleet.offered.add(Inventory.class);

        assertThat(paths(Role.VIEWER)).containsExactly("/hardware");
        assertThat(open("/hardware")).isInstanceOf(Outcome.Shown.class);
    }

    @Test
    void aHandlerThatThrowsOrReturnsNothingIsBrokenWithTheReferenceOfItsLogLine() throws Exception {
        register("third.party", "/throws", (MenuHandler) request -> {
            throw new IllegalStateException("I am broken");
        });
        register("third.party2", "/null", (MenuHandler) request -> null);
        register("third.party3", "/error", (MenuHandler) request -> {
            throw new StackOverflowError("deep");
        });
        List<LogRecord> log = new ArrayList<>();
        Handler handler = collecting(log);
        Logger.getLogger(Foreign.class.getName()).addHandler(handler);
        try {
            Outcome.Broken broken = (Outcome.Broken) open("/throws");
            assertThat(broken.bundle()).isEqualTo("third.party");
            assertThat(log)
                    .anyMatch(line -> line.getMessage().contains("[" + broken.reference() + "]")
                            && line.getMessage().contains("third.party")
                            && line.getThrown().getMessage().equals("I am broken"));
            assertThat(open("/null")).isInstanceOf(Outcome.Broken.class);
            assertThat(open("/error")).isInstanceOf(Outcome.Broken.class);
        } finally {
            Logger.getLogger(Foreign.class.getName()).removeHandler(handler);
        }
    }

    @Test
    void nonsenseIsBroken() throws Exception {
        Screen oversize = new Screen(Text.plain("x".repeat(100_000)), null, List.of(), List.of());
        List<Section.Choice> many =
                Collections.nCopies(100_000, new Section.Choice(Text.plain("x"), Text.NONE, "/software", null));
        Screen endless = new Screen(Text.plain("x"), null, List.of(new Section.Choices(Text.NONE, many)), List.of());
        Screen astray = new Screen(
                Text.plain("x"),
                null,
                List.of(new Section.Choices(
                        Text.NONE,
                        List.of(new Section.Choice(Text.plain("x"), Text.NONE, "javascript:alert(1)", null)))),
                List.of());
        Screen crooked = new Screen(
                Text.plain("x"),
                null,
                List.of(new Section.Table(
                        Text.NONE, List.of(Text.plain("a"), Text.plain("b")), List.of(List.of(Text.plain("1"))), null)),
                List.of());
        Screen hollow = new Screen(Text.plain("x"), null, List.of(new Section.Prose(Text.NONE, null)), List.of());
        int number = 0;
        for (Screen screen : List.of(oversize, endless, astray, crooked, hollow)) {
            String path = "/nonsense" + number++;
            register("bad" + path.substring(1), path, (MenuHandler) request -> screen);
            assertThat(open(path)).as(path).isInstanceOf(Outcome.Broken.class);
        }
    }

    @Test
    void whatAHandlerSaysIsShownAsItStands() throws Exception {
        Text words = Text.of("a", "gone", "There is no service x");
        register("a", "/missing", (MenuHandler) request -> {
            throw new MenuException(MenuException.Reason.NOT_FOUND, words);
        });
        register("b", "/refused", (MenuHandler) request -> {
            throw new MenuException(MenuException.Reason.REFUSED, words);
        });

        assertThat(open("/missing")).isEqualTo(new Outcome.NotFound(words));
        assertThat(open("/refused")).isEqualTo(new Outcome.Refused(words));
    }

    @Test
    void tenHungHandlersSlowNoOtherBundle() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger hung = new AtomicInteger();
        register("hangs", "/hangs", (MenuHandler) request -> {
            hung.incrementAndGet();
            waitDeafly(never);
            return EMPTY;
        });
        register("works", "/works", "works");
        ExecutorService phones = Executors.newFixedThreadPool(10);
        try {
            List<Future<Outcome>> hanging = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                hanging.add(phones.submit(() -> open("/hangs")));
            }
            await().untilAtomic(hung, org.hamcrest.Matchers.is(Workers.THREADS));
            for (int i = 0; i < 20; i++) {
                long begin = System.nanoTime();
                assertThat(title(open("/works"))).isEqualTo("works");
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(250));
            }
            for (Future<Outcome> outcome : hanging) {
                assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.TimedOut.class);
            }
            // all its threads are stuck: nobody waits for them any more
            long begin = System.nanoTime();
            assertThat(open("/hangs")).isInstanceOf(Outcome.Busy.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Ship.QUICK.patience());
        } finally {
            never.countDown();
            phones.shutdownNow();
        }
        await().untilAsserted(() -> assertThat(open("/hangs")).isInstanceOf(Outcome.Shown.class));
    }

    @Test
    void aHandlerThatListensToInterruptionIsFreeAgainAfterThePatience() throws Exception {
        register("slow", "/slow", (MenuHandler) request -> {
            Thread.sleep(60_000);
            return EMPTY;
        });

        Outcome.TimedOut late = (Outcome.TimedOut) open("/slow");
        assertThat(late.patience()).isEqualTo(Ship.QUICK.patience());
        assertThat(late.bundle()).isEqualTo("slow");
        assertThat(open("/slow")).isInstanceOf(Outcome.TimedOut.class);
    }

    @Test
    void aStuckThreadStopsNeitherItsBundleNorTheFrameworkAndTheOthersEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Bundle bundle = register("sticks", "/sticks", (MenuHandler) request -> {
            waitDeafly(never);
            return EMPTY;
        });
        register("works", "/works", "works");
        assertThat(open("/sticks")).isInstanceOf(Outcome.TimedOut.class);
        open("/works");
        try {
            bundle.stop();
            ship.framework.stop();
            assertThat(ship.framework.waitForStop(5_000).getType())
                    .isEqualTo(org.osgi.framework.FrameworkEvent.STOPPED);
            await().untilAsserted(() -> assertThat(threads("works-")).isEmpty());
        } finally {
            never.countDown();
        }
        await().untilAsserted(() -> assertThat(threads("sticks-")).isEmpty());
    }

    @Test
    void marksTheWayToWhatIsNotNormal() throws Exception {
        ship.fleet.offered.add(Inventory.class);
        put("a", "/software", Map.of("hinoban.menu.capabilities", new String[] {Inventory.class.getName()}));
        put("b", "/files", Map.of());
        register("c", "/software/all", (MenuHandler) request -> new Screen(
                Text.plain("Software"),
                State.NORMAL,
                List.of(new Section.Choices(
                        Text.NONE,
                        List.of(
                                choice("/software/service/webshop", State.NORMAL),
                                choice("/software/service/nginx", State.WARNING),
                                choice("/software/service", null),
                                choice("/files", null)))),
                List.of()));
        assertThat(ship.navigator().menu("web01", Role.VIEWER))
                .extracting(MenuItem::state)
                .containsExactly(null, State.NORMAL);

        ship.fleet.set("software/service/webshop", State.ABNORMAL);

        MenuItem software = ship.navigator().menu("web01", Role.VIEWER).get(1);
        assertThat(software.state()).isEqualTo(State.ABNORMAL);
        assertThat(software.detail().key()).isEqualTo("kind.service.gone.title");
        Screen screen = ((Outcome.Shown) open("/software/all")).screen();
        assertThat(((Section.Choices) screen.sections().get(0)).items())
                .extracting(Section.Choice::state)
                .containsExactly(State.ABNORMAL, State.WARNING, State.ABNORMAL, null);
    }

    private static Section.Choice choice(String path, State state) {
        return new Section.Choice(Text.plain(path), Text.NONE, path, state);
    }

    private Outcome open(String path) throws InterruptedException {
        return ship.navigator().open(visitor, "web01", path, Map.of());
    }

    private List<String> paths(Role role) {
        return ship.navigator().menu("web01", role).stream().map(MenuItem::path).toList();
    }

    private static String title(Outcome outcome) {
        return ((Outcome.Shown) outcome).screen().title().english();
    }

    private void put(String bundle, String path, Map<String, Object> more) {
        Map<String, Object> properties = Ship.entry(path);
        properties.putAll(more);
        ship.bundle(bundle)
                .getBundleContext()
                .registerService(MenuHandler.class, request -> EMPTY, Ship.dictionary(properties));
    }

    private Bundle register(String bundle, String path, Object service) {
        Object registered = service instanceof String title ? handler(title) : service;
        Bundle installed = ship.bundle(bundle);
        Dictionary<String, Object> properties = Ship.dictionary(Ship.entry(path));
        installed.getBundleContext().registerService(MenuHandler.class.getName(), registered, properties);
        return installed;
    }

    private static MenuHandler handler(String title) {
        return request -> new Screen(Text.plain(title), null, List.of(), List.of());
    }

    /** As code does that does not know what an interruption is for. */
    private static void waitDeafly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // on purpose: it goes on waiting
                Thread.onSpinWait();
            }
        }
    }

    private static List<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }

    private static Handler collecting(List<LogRecord> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Counts what is made, as a component's delayed service does. */
    private static final class Factory implements ServiceFactory<MenuHandler> {
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger released = new AtomicInteger();
        private final MenuHandler handler;

        Factory(MenuHandler handler) {
            this.handler = handler;
        }

        @Override
        public MenuHandler getService(Bundle bundle, ServiceRegistration<MenuHandler> registration) {
            made.incrementAndGet();
            return handler;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<MenuHandler> registration, MenuHandler service) {
            released.incrementAndGet();
        }
    }
}
