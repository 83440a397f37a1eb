package org.hinoban.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Section;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.Outcome;

/** Completes paths of the menu of the server that was typed before: categories, and what the category shows. */
@Service
@SuppressWarnings("NullAway.Init")
public final class PathCompleter implements Completer {
    @Reference
    private Navigation navigation;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String[] words = line.getArguments();
        int cursor = line.getCursorArgumentIndex();
        if (cursor < 1 || cursor > words.length) {
            return -1;
        }
        String server = words[cursor - 1];
        String typed = cursor < words.length ? words[cursor] : "";
        List<String> paths = new ArrayList<>();
        for (MenuItem category : navigation.menu(server, Role.ADMIN)) {
            paths.add(category.path());
            if (typed.startsWith(category.path())) {
                paths.addAll(below(server, category.path()));
            }
        }
        return new StringsCompleter(paths).complete(session, line, candidates);
    }

    private List<String> below(String server, String category) {
        try {
            Outcome outcome = navigation.open(ConsoleVisitor.of(ConsoleCommand.CLIENT), server, category, Map.of());
            return outcome instanceof Outcome.Shown shown
                    ? shown.screen().sections().stream()
                            .filter(Section.Choices.class::isInstance)
                            .flatMap(section -> ((Section.Choices) section).items().stream())
                            .map(Section.Choice::path)
                            .toList()
                    : List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
