package org.hinoban.menu.hardware.internal;

import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Inventory;
import org.osgi.service.component.annotations.Component;

/** One part of a server: {@code /hardware/disk/sda}. */
@Component
@MenuEntry(path = "/hardware/{kind}/{name}", label = "%component", role = Role.VIEWER, capabilities = Inventory.class)
public final class PartPage implements MenuHandler {
    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        ComponentPath path = Hardware.PATH.child(request.variable("kind")).child(request.variable("name"));
        Hardware hardware = new Hardware(request);
        return Parts.screen(hardware.detail(path).orElseThrow(() -> hardware.missing(path)));
    }
}
