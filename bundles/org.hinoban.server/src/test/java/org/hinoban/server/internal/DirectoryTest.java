package org.hinoban.server.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.SystemFacts;
import org.junit.jupiter.api.Test;

final class DirectoryTest {
    private final Directory directory = new Directory();

    @Test
    void listsServersInTheOrderOfTheirIds() {
        directory.put(link(1, Map.of(Connects.SERVER, "web02"), nothing()));
        directory.put(link(2, Map.of(Connects.SERVER, "web01", Connects.NAME, "Shop"), nothing()));

        assertThat(directory.all()).extracting(ManagedServer::name).containsExactly("Shop", "web02");
        directory.remove(2);
        assertThat(directory.all()).extracting(ManagedServer::id).containsExactly("web02");
        assertThat(directory.find("web01")).isEmpty();
    }

    @Test
    void asksTheLinkOfTheLowestOrderThatOffersTheCapability() {
        SystemFacts second = new NoFacts();
        SystemFacts third = new NoFacts();
        directory.put(link(1, Map.of(Connects.SERVER, "web01", Connects.ORDER, 30), offers(third)));
        directory.put(link(2, Map.of(Connects.SERVER, "web01", Connects.ORDER, "10"), nothing()));
        directory.put(link(3, Map.of(Connects.SERVER, "web01", Connects.ORDER, 20), offers(second)));

        assertThat(capability()).containsSame(second);
        directory.remove(3);
        assertThat(capability()).containsSame(third);
        directory.remove(1);
        assertThat(capability()).isEmpty();
    }

    @Test
    void passesOverALinkThatThrows() {
        SystemFacts sound = new NoFacts();
        directory.put(link(1, Map.of(Connects.SERVER, "web01", Connects.ORDER, 1), new ServerLink() {
            @Override
            public <C extends Capability> Optional<C> capability(Class<C> type) {
                throw new IllegalStateException("broken");
            }
        }));
        directory.put(link(2, Map.of(Connects.SERVER, "web01"), offers(sound)));

        assertThat(capability()).containsSame(sound);
    }

    @Test
    void followsALinkThatChangesItsServer() {
        directory.put(link(1, Map.of(Connects.SERVER, "web01"), nothing()));
        directory.put(link(1, Map.of(Connects.SERVER, "web02"), nothing()));

        assertThat(directory.all()).extracting(ManagedServer::id).containsExactly("web02");
    }

    @Test
    void takesTheLabelsOfAllLinksTheBestFirst() {
        directory.put(link(
                1,
                Map.of(Connects.SERVER, "web01", Connects.LABELS, new String[] {"site=osaka", "rack=3"}),
                nothing()));
        directory.put(link(
                2,
                Map.of(Connects.SERVER, "web01", Connects.ORDER, 1, Connects.LABELS, List.of("site=tokyo")),
                nothing()));

        assertThat(directory.find("web01").orElseThrow().labels())
                .containsOnly(Map.entry("site", "tokyo"), Map.entry("rack", "3"));
    }

    @Test
    void refusesWhatCannotStandInAUrl() {
        for (String id : List.of("", "Web01", "../etc", "a/b", "x".repeat(64), "web\n01")) {
            assertThatThrownBy(() -> link(1, Map.of(Connects.SERVER, id), nothing()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Connects.SERVER);
        }
        assertThatThrownBy(() -> link(1, Map.of(Connects.SERVER, "a", Connects.ORDER, "first"), nothing()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<SystemFacts> capability() {
        return directory.find("web01").orElseThrow().capability(SystemFacts.class);
    }

    private static Link link(long service, Map<String, ?> properties, ServerLink target) {
        return Link.of(service, properties, () -> target);
    }

    private static ServerLink nothing() {
        return new ServerLink() {
            @Override
            public <C extends Capability> Optional<C> capability(Class<C> type) {
                return Optional.empty();
            }
        };
    }

    private static ServerLink offers(Capability capability) {
        return new ServerLink() {
            @Override
            public <C extends Capability> Optional<C> capability(Class<C> type) {
                return type.isInstance(capability) ? Optional.of(type.cast(capability)) : Optional.empty();
            }
        };
    }

    private static final class NoFacts implements SystemFacts {
        @Override
        public List<Fact> summary(Deadline deadline) {
            return List.of();
        }

        @Override
        public List<Fact> facts(Deadline deadline) {
            return List.of();
        }
    }
}
