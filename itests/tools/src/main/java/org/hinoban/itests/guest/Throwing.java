package org.hinoban.itests.guest;

import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.osgi.service.component.annotations.Component;

/** Throws. */
@Component
@MenuEntry(path = "/trouble/throws", label = "Throws", role = Role.VIEWER)
public final class Throwing implements MenuHandler {
    @Override
    public Screen open(MenuRequest request) {
        throw new IllegalStateException("the guest's own secret reason");
    }
}
