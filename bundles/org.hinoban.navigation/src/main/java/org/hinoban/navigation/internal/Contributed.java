package org.hinoban.navigation.internal;

import java.util.List;
import java.util.Set;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.Confirm;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.Role;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.server.Capability;
import org.hinoban.api.text.Text;
import org.osgi.framework.ServiceReference;

/** What a service reference's properties say, read once. No service is got for it. */
sealed interface Contributed {
    Source source();

    /** As declared, whatever it is. */
    String path();

    /**
     * Whose it is.
     *
     * @param service the service's id: the lower one was registered first
     */
    record Source(ServiceReference<?> reference, long service, long bundleId, String bundle) {}

    /** Something with a place of its own. */
    sealed interface Placed extends Contributed {
        PathPattern pattern();

        Scope scope();

        Role role();

        @Override
        default String path() {
            return pattern().toString();
        }
    }

    /** A page. */
    record Entry(
            Source source,
            ServiceReference<MenuHandler> handler,
            PathPattern pattern,
            Scope scope,
            Role role,
            Text label,
            Text detail,
            int order,
            Set<Class<? extends Capability>> capabilities)
            implements Placed {}

    /**
     * An action.
     *
     * @param kinds the names of the kinds of fault that it is a remedy for
     */
    record Act(
            Source source,
            ServiceReference<Action> action,
            PathPattern pattern,
            Scope scope,
            Role role,
            Text label,
            Text effect,
            Confirm confirm,
            boolean destructive,
            List<String> kinds,
            int remedyOrder)
            implements Placed {}

    /** Nothing that can be used. */
    record Unusable(Source source, String path, String reason) implements Contributed {}
}
