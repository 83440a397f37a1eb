package org.hinoban.itests.guest;

import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Component;

/** A category whose entries do what they must not. */
@Component
@MenuEntry(path = "/trouble", label = "Trouble", order = 910, role = Role.VIEWER)
public final class Trouble implements MenuHandler {
    @Override
    public Screen open(MenuRequest request) {
        return new Screen(Text.plain("Trouble"), null, List.of(), List.of());
    }
}
