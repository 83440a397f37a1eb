package org.hinoban.server.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.jspecify.annotations.Nullable;

/** The servers of the links that are there now. Reading takes no lock. */
final class Directory implements Servers {
    /** By the service's id; guarded by this. */
    private final Map<Long, Link> links = new HashMap<>();

    private volatile NavigableMap<String, ManagedServer> servers = new TreeMap<>();

    /** The values of {@link #servers}, which each page of the servers reads. */
    private volatile List<ManagedServer> all = List.of();

    @Override
    public List<ManagedServer> all() {
        return all;
    }

    @Override
    public Optional<ManagedServer> find(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    synchronized void put(Link link) {
        Link before = links.put(link.service(), link);
        rebuild(link.server(), before == null ? null : before.server());
    }

    synchronized void remove(long service) {
        Link gone = links.remove(service);
        if (gone != null) {
            rebuild(gone.server(), null);
        }
    }

    private synchronized void rebuild(String server, @Nullable String other) {
        NavigableMap<String, ManagedServer> next = new TreeMap<>(servers);
        update(next, server);
        if (other != null && !other.equals(server)) {
            update(next, other);
        }
        servers = next;
        all = List.copyOf(next.values());
    }

    private synchronized void update(Map<String, ManagedServer> next, String server) {
        List<Link> own = new ArrayList<>(links.values());
        own.removeIf(link -> !link.server().equals(server));
        own.sort(Link.BEST_FIRST);
        if (own.isEmpty()) {
            next.remove(server);
        } else {
            next.put(server, new LinkedServer(own));
        }
    }
}
