package org.hinoban.menu.software.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.ServiceControl.Change;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Component;

/** One service: how it is, what is known of it, its newest log lines and what can be done. */
@Component
@MenuEntry(
        path = "/software/service/{name}",
        label = "%services",
        role = Role.VIEWER,
        capabilities = ServiceControl.class)
public final class ServicePage implements MenuHandler {
    private static final int LINES = 20;

    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        String name = request.variable("name");
        Service service = new Service(request.server(), name);
        ServiceControl.Service now = service.now(request.deadline());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Words.text("state", "State"), Words.activity(now.activity())));
        facts.addAll(now.facts());
        List<LogLine> lines = service.log(null, LINES, request.deadline());
        String path = path(name);
        Section log = lines.isEmpty()
                ? new Section.Prose(Words.text("log", "Log"), Words.text("log.none", "The log has no lines here"))
                : new Section.Log(Words.text("log", "Log"), lines);
        Section more = new Section.Choices(
                Text.NONE,
                List.of(new Section.Choice(Words.text("log.all", "All of the log"), Text.NONE, path + "/log", null)));
        return new Screen(
                Text.plain(name),
                now.state(),
                List.of(new Section.Facts(Text.NONE, facts), log, more),
                Stream.of(Change.RESTART, Change.START, Change.STOP)
                        .filter(now.possible()::contains)
                        .map(change ->
                                new Screen.Offer(path + "/" + change.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    static String path(String service) {
        return "/" + ComponentPath.of("software", "service", service);
    }
}
