package org.example.uptime;

import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.SystemFacts;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Component;

/** How long the server has been up, and how busy it is. */
@Component
@MenuEntry(path = "/uptime", label = "Uptime", order = 70, role = Role.VIEWER, capabilities = SystemFacts.class)
public final class Uptime implements MenuHandler {
    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        SystemFacts system = request.server()
                .capability(SystemFacts.class)
                .orElseThrow(() -> new MenuException(
                        MenuException.Reason.NOT_FOUND, Text.plain("This server tells nothing of itself.")));
        try {
            return new Screen(
                    Text.plain("Uptime"),
                    null,
                    List.of(new Section.Facts(Text.NONE, system.summary(request.deadline()))),
                    List.of());
        } catch (CapabilityException e) {
            throw new MenuException(e);
        }
    }
}
