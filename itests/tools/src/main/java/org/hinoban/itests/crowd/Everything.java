package org.hinoban.itests.crowd;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Component;

/** A page with each kind of section, and in each of them more than there is room for. */
@Component
@MenuEntry(path = "/everything", label = "%everything", detail = "%everything", order = 920, role = Role.VIEWER)
public final class Everything implements MenuHandler {
    private static final Text LONG = Text.plain(Crowd.LONG);

    @Override
    public Screen open(MenuRequest request) {
        return new Screen(
                LONG,
                State.WARNING,
                List.of(
                        new Section.Choices(
                                LONG,
                                List.of(
                                        new Section.Choice(LONG, LONG, "/everything", State.ABNORMAL),
                                        new Section.Choice(LONG, Text.NONE, "/everything", State.UNKNOWN),
                                        new Section.Choice(LONG, LONG, "/everything", null))),
                        new Section.Facts(LONG, List.of(new Fact(LONG, LONG), new Fact(Text.plain("x"), LONG))),
                        new Section.Table(
                                LONG,
                                Collections.nCopies(5, LONG),
                                List.of(Collections.nCopies(5, LONG)),
                                "/everything"),
                        new Section.Prose(LONG, Text.plain(Crowd.LONG + " " + Crowd.LONG)),
                        new Section.Log(
                                LONG,
                                List.of(
                                        new LogLine(Instant.now(), "y".repeat(300)),
                                        new LogLine(Instant.EPOCH, "an old line")))),
                List.of());
    }
}
