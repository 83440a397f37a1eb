package org.hinoban.menu.software.internal;

import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.server.ComponentPath;

/** Parameters of a query, which are escaped as path segments are. */
final class Parameters {
    private Parameters() {}

    /** The raw value, whether it came escaped or typed as it is; empty if there is none. */
    static String raw(MenuRequest request, String name) {
        String value = request.parameter(name).orElse("");
        try {
            return value.isEmpty() ? value : ComponentPath.decode(value);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
