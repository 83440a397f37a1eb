package org.hinoban.menu.hardware.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.junit.jupiter.api.Test;

class HardwareTest {
    private final Map<ComponentPath, State> parts = new TreeMap<>();

    @Test
    void showsThePartsByTheirKindWithWhatIsFaultedFirst() throws Exception {
        part("hardware/network/eth0", State.NORMAL);
        part("hardware/cpu/10", State.NORMAL);
        part("hardware/cpu/2", State.NORMAL);
        part("hardware/cpu/1", State.ABNORMAL);
        part("hardware/memory", State.WARNING);
        part("hardware/disk/sda", State.NORMAL);

        Screen screen = open(new HardwarePage(), Map.of());

        assertThat(screen.state()).isEqualTo(State.ABNORMAL);
        assertThat(screen.sections())
                .extracting(section -> section.title().english())
                .containsExactly("Processors", "Memory", "Disks", "Network interfaces");
        assertThat(paths(screen, 0)).containsExactly("/hardware/cpu/1", "/hardware/cpu/2", "/hardware/cpu/10");
        assertThat(paths(screen, 1)).containsExactly("/hardware/memory");
    }

    @Test
    void manyOfAKindAreOnAPageOfTheirOwn() throws Exception {
        for (int i = 0; i < 64; i++) {
            part("hardware/cpu/" + i, i == 7 ? State.ABNORMAL : State.NORMAL);
        }

        Screen screen = open(new HardwarePage(), Map.of());
        assertThat(paths(screen, 0)).containsExactly("/hardware/cpu/7", "/hardware/cpu");

        Screen all = open(new KindPage(), Map.of("kind", "cpu"));
        assertThat(all.state()).isEqualTo(State.ABNORMAL);
        assertThat(paths(all, 0)).hasSize(64).startsWith("/hardware/cpu/7", "/hardware/cpu/0");
    }

    @Test
    void showsAPartWithItsFacts() throws Exception {
        part("hardware/disk/nvme0n1", State.ABNORMAL);
        part("hardware/memory", State.NORMAL);

        Screen disk = open(new PartPage(), Map.of("kind", "disk", "name", "nvme0n1"));
        assertThat(disk.state()).isEqualTo(State.ABNORMAL);
        assertThat(((Section.Facts) disk.sections().get(0)).facts())
                .extracting(fact -> fact.value().english())
                .containsExactly("detail of nvme0n1", "{0}", "known");
        assertThat(open(new KindPage(), Map.of("kind", "memory")).state()).isEqualTo(State.NORMAL);
    }

    @Test
    void aPartThatIsGoneIsNotFoundWithWords() {
        assertThatThrownBy(() -> open(new PartPage(), Map.of("kind", "disk", "name", "sda")))
                .isInstanceOfSatisfying(MenuException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
                    assertThat(e.text().arguments()).containsExactly("Web 1", "sda");
                });
        assertThatThrownBy(() -> open(new KindPage(), Map.of("kind", "disk"))).isInstanceOf(MenuException.class);
    }

    @Test
    void aServerWithoutAnythingToShowSaysSo() throws Exception {
        assertThat(open(new HardwarePage(), Map.of()).sections())
                .singleElement()
                .isInstanceOf(Section.Prose.class);
    }

    private void part(String path, State state) {
        parts.put(new ComponentPath(path), state);
    }

    private static List<String> paths(Screen screen, int section) {
        return ((Section.Choices) screen.sections().get(section))
                .items().stream().map(Section.Choice::path).toList();
    }

    private Screen open(MenuHandler handler, Map<String, String> variables) throws Exception {
        return handler.open(new Request(new Web01(), variables));
    }

    private final class Web01 implements ManagedServer, Inventory {
        @Override
        public String id() {
            return "web01";
        }

        @Override
        public String name() {
            return "Web 1";
        }

        @Override
        public Map<String, String> labels() {
            return Map.of();
        }

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public List<Component> components(ComponentPath below, Deadline deadline) {
            return parts.keySet().stream()
                    .filter(path -> path.isWithin(below))
                    .map(this::component)
                    .toList();
        }

        @Override
        public Optional<Detail> detail(ComponentPath path, Deadline deadline) {
            return Optional.ofNullable(parts.get(path))
                    .map(state ->
                            new Detail(component(path), List.of(new Fact(Text.plain("Fact"), Text.plain("known")))));
        }

        private Component component(ComponentPath path) {
            return new Component(
                    path,
                    Text.plain(path.name()),
                    Text.plain("detail of " + path.name()),
                    parts.get(path),
                    Instant.parse("2026-11-22T03:12:07Z"));
        }
    }

    private record Request(ManagedServer server, Map<String, String> variables) implements MenuRequest {
        @Override
        public String path() {
            return "/hardware";
        }

        @Override
        public String variable(String name) {
            return variables.get(name);
        }

        @Override
        public Optional<String> parameter(String name) {
            return Optional.empty();
        }

        @Override
        public String user() {
            return "night1";
        }

        @Override
        public Role role() {
            return Role.VIEWER;
        }

        @Override
        public Deadline deadline() {
            return Deadline.in(Duration.ofSeconds(5));
        }
    }
}
