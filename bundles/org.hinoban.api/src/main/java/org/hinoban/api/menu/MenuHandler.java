package org.hinoban.api.menu;

import org.hinoban.api.screen.Screen;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens one entry of the operation menu. Registered as a service with the properties of {@link MenuEntry}. */
@ConsumerType
@FunctionalInterface
public interface MenuHandler {
    /**
     * Builds the screen for one request. Runs on a thread of the core's, at most for the patience that the core allows
     * (default 10 s); interruption means that the patience is over: let it pass.
     *
     * @throws MenuException if the operator can act on the reason; its words are shown as they stand
     */
    Screen open(MenuRequest request) throws MenuException, InterruptedException;
}
