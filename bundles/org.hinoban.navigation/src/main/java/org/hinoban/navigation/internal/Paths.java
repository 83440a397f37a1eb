package org.hinoban.navigation.internal;

import java.util.Optional;
import org.hinoban.api.server.ComponentPath;

/** Paths below a server as components. */
final class Paths {
    private Paths() {}

    /** The component that a path such as {@code /software/service/nginx} names; empty if it names none. */
    static Optional<ComponentPath> component(String path) {
        int query = path.indexOf('?');
        String place = query < 0 ? path : path.substring(0, query);
        try {
            return place.startsWith("/") ? Optional.of(new ComponentPath(place.substring(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The component that an action is about: its path without the verb. */
    static ComponentPath subject(String actionPath) {
        return new ComponentPath(actionPath.substring(1, actionPath.lastIndexOf('/')));
    }
}
