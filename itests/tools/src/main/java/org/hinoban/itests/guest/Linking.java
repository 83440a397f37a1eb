package org.hinoban.itests.guest;

import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.osgi.service.component.annotations.Component;

/** Fails as a bundle does whose library has another version: with an error, not an exception. */
@Component
@MenuEntry(path = "/trouble/links", label = "Links", role = Role.VIEWER)
public final class Linking implements MenuHandler {
    @Override
    public Screen open(MenuRequest request) {
        throw new NoSuchMethodError("gone in the new version");
    }
}
