package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

class OpeningTest extends OnMenu {
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

    private List<String> paths(Role role) {
        return ship.navigator().menu("web01", role).stream().map(MenuItem::path).toList();
    }

    private void put(String bundle, String path, Map<String, Object> more) {
        Map<String, Object> properties = Ship.entry(path);
        properties.putAll(more);
        ship.bundle(bundle)
                .getBundleContext()
                .registerService(MenuHandler.class, request -> EMPTY, Ship.dictionary(properties));
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
