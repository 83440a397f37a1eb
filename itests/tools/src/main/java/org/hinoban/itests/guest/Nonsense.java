package org.hinoban.itests.guest;

import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.osgi.service.component.annotations.Component;

/** Returns nothing at all. */
@Component
@MenuEntry(path = "/trouble/nonsense", label = "Nonsense", role = Role.VIEWER)
public final class Nonsense implements MenuHandler {
    // What it must not.
    @SuppressWarnings("NullAway")
    @Override
    public Screen open(MenuRequest request) {
        return null;
    }
}
