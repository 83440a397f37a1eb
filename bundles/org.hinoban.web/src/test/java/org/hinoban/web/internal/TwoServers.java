package org.hinoban.web.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;

/** Two servers that offer nothing. */
final class TwoServers implements Servers {
    @Override
    public List<ManagedServer> all() {
        return List.of(new Bare("db01"), new Bare("web01"));
    }

    @Override
    public Optional<ManagedServer> find(String id) {
        return all().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private record Bare(String id) implements ManagedServer {
        @Override
        public String name() {
            return id;
        }

        @Override
        public Map<String, String> labels() {
            return Map.of();
        }

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return Optional.empty();
        }
    }
}
