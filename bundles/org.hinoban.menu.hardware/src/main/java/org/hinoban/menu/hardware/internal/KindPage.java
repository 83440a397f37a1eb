package org.hinoban.menu.hardware.internal;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;

/** All parts of a kind, as {@code /hardware/cpu}, or the one part where a server has one: {@code /hardware/memory}. */
@org.osgi.service.component.annotations.Component
@MenuEntry(path = "/hardware/{kind}", label = "%component", role = Role.VIEWER, capabilities = Inventory.class)
public final class KindPage implements MenuHandler {
    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        String kind = request.variable("kind");
        ComponentPath path = Hardware.PATH.child(kind);
        Hardware hardware = new Hardware(request);
        Optional<Inventory.Detail> single = hardware.detail(path);
        if (single.isPresent()) {
            return Parts.screen(single.get());
        }
        List<Component> parts = hardware.components(path);
        if (parts.isEmpty()) {
            throw hardware.missing(path);
        }
        return new Screen(
                Words.kind(kind),
                State.worst(parts.stream().map(Component::state)),
                List.of(new Section.Choices(Text.NONE, Parts.choices(parts))),
                List.of());
    }
}
