package org.hinoban.server.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ManagedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server as the sum of its links. */
final class LinkedServer implements ManagedServer {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedServer.class);

    private final String id;
    private final String name;
    private final Map<String, String> labels;
    private final List<Link> links;

    /** @param links at least one, best first */
    LinkedServer(List<Link> links) {
        this.links = List.copyOf(links);
        id = links.get(0).server();
        name = links.stream()
                .map(Link::name)
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElse(id);
        Map<String, String> all = new TreeMap<>();
        links.forEach(link -> link.labels().forEach(all::putIfAbsent));
        labels = Collections.unmodifiableMap(all);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> labels() {
        return labels;
    }

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        for (Link link : links) {
            Optional<C> offered = ask(link, type);
            if (offered.isPresent()) {
                return offered;
            }
        }
        return Optional.empty();
    }

    private static <C extends Capability> Optional<C> ask(Link link, Class<C> type) {
        try {
            ServerLink target = link.target().get();
            return target == null ? Optional.empty() : target.capability(type);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Connector {} failed when asked for {} of {}; the next one is asked",
                    link.connector(),
                    type.getSimpleName(),
                    link.server(),
                    e);
            return Optional.empty();
        }
    }
}
