package org.hinoban.menu.software.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** A service's log, from the newest line backwards or before a moment: parameter {@code before}, an ISO instant. */
@Component
@MenuEntry(
        path = "/software/service/{name}/log",
        label = "%log",
        role = Role.VIEWER,
        capabilities = ServiceControl.class)
public final class LogPage implements MenuHandler {
    private static final int LINES = 200;

    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        String name = request.variable("name");
        Instant before = before(request);
        List<LogLine> lines = new Service(request.server(), name).log(before, LINES, request.deadline());
        Text heading = before == null ? Text.NONE : Words.text("log.before", "Lines before {0}", before);
        List<Section> sections = new ArrayList<>();
        sections.add(
                lines.isEmpty()
                        ? new Section.Prose(heading, Words.text("log.none", "The log has no lines here"))
                        : new Section.Log(heading, lines));
        older(lines, before)
                .ifPresent(moment -> sections.add(new Section.Choices(
                        Text.NONE,
                        List.of(new Section.Choice(
                                Words.text("log.older", "Older lines"),
                                Text.NONE,
                                ServicePage.path(name) + "/log?before=" + ComponentPath.encode(moment.toString()),
                                null)))));
        return new Screen(Words.text("log.of", "Log of {0}", name), null, sections, List.of());
    }

    /** The moment that the page before this one ends at; nothing if the log begins here. */
    private static Optional<Instant> older(List<LogLine> lines, @Nullable Instant before) {
        if (lines.size() < LINES) {
            return Optional.empty();
        }
        return lines.stream()
                .map(LogLine::time)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .filter(oldest -> before == null || oldest.isBefore(before));
    }

    private static @Nullable Instant before(MenuRequest request) throws MenuException {
        String value = Parameters.raw(request, "before");
        if (value.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new MenuException(Reason.REFUSED, Words.text("bad.before", "Not a time: {0}", value));
        }
    }
}
