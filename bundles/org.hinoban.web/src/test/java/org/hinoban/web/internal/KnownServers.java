package org.hinoban.web.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;

/** Servers that offer nothing: two, until there are more. */
final class KnownServers implements Servers {
    private volatile List<ManagedServer> all = List.of(new Bare("db01"), new Bare("web01"));

    /** Lets there be so many others that come before {@code web01}. */
    void add(int others) {
        all = Stream.concat(
                        IntStream.range(0, others).mapToObj(number -> "node%04d".formatted(number)), Stream.of("web01"))
                .<ManagedServer>map(Bare::new)
                .toList();
    }

    @Override
    public List<ManagedServer> all() {
        return all;
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
