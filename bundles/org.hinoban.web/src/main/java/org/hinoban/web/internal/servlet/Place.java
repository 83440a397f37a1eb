package org.hinoban.web.internal.servlet;

import java.util.Optional;
import org.hinoban.api.server.ComponentPath;

/**
 * What a URL below {@code /servers/} means.
 *
 * @param server the id of the server
 * @param path below the server, with a slash in front; empty for the server itself
 */
record Place(String server, String path) {
    /** As in {@code software/service/webshop}: a category, a kind and a name. */
    private static final int COMPONENT_SEGMENTS = 3;

    /** @return empty if no server is named */
    static Optional<Place> of(String url) {
        String below = url.startsWith("/servers/") ? url.substring("/servers/".length()) : "";
        int slash = below.indexOf('/');
        String server = slash < 0 ? below : below.substring(0, slash);
        String path = slash < 0 ? "" : below.substring(slash);
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return server.isEmpty() ? Optional.empty() : Optional.of(new Place(server, path));
    }

    String url() {
        return "/servers/" + server + path;
    }

    /** The path as a component's; empty if it cannot be one. */
    Optional<ComponentPath> component() {
        return component(path);
    }

    /** The component that an action at this path is about. */
    Optional<ComponentPath> actedOn() {
        int verb = path.lastIndexOf('/');
        return verb <= 0 ? Optional.empty() : component(path.substring(0, verb));
    }

    /** The component that a page below a component's own is about, such as that of its log or of an action. */
    Optional<ComponentPath> belongsTo() {
        return actedOn().filter(component -> component.segments().size() == COMPONENT_SEGMENTS);
    }

    private static Optional<ComponentPath> component(String path) {
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(new ComponentPath(path.substring(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
