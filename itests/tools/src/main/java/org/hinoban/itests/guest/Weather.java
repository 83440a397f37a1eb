package org.hinoban.itests.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A category that leaves a trace when it is created. */
@Component
@MenuEntry(path = "/weather", label = "%weather", order = 900, role = Role.VIEWER)
public final class Weather implements MenuHandler {
    /** The system property with the folder for the trace. */
    public static final String TRACES = "hinoban.itests.traces";

    @Activate
    public Weather() throws IOException {
        Files.createTempFile(Path.of(System.getProperty(TRACES)), "weather", "");
    }

    @Override
    public Screen open(MenuRequest request) {
        return new Screen(
                Text.plain("Weather"),
                State.NORMAL,
                List.of(new Section.Facts(Text.plain(""), List.of(new Fact(Text.plain("Rain"), Text.plain("none"))))),
                List.of());
    }
}
