package org.hinoban.shell.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.text.Text;
import org.hinoban.incident.States;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.jspecify.annotations.Nullable;

/** Opens the operation menu of a server, or an entry of it, as the phone does. */
@Service
@Command(
        scope = "hinoban",
        name = "menu",
        description = "Shows the operation menu of a server, or an entry of it",
        detailedDescription = "classpath:/help/menu.txt")
@SuppressWarnings("NullAway.Init")
public final class MenuCommand extends ConsoleCommand {
    @Reference
    private Servers servers;

    @Reference
    private States states;

    @Reference
    private Navigation navigation;

    @Reference
    private Reader reader;

    @Argument(index = 0, name = "server", description = "The id of the server", required = true)
    @Completion(ServerCompleter.class)
    private String server;

    @Argument(index = 1, name = "path", description = "Such as /software/service/nginx", multiValued = true)
    @Completion(PathCompleter.class)
    private @Nullable List<String> rest;

    @Override
    void perform() throws Exception {
        Trailing trailing = behind(rest);
        String wanted = trailing.word();
        trailing.end();
        ManagedServer known = ServerCompleter.find(servers, server);
        if (wanted == null || wanted.equals("/")) {
            draw("", menu(known), List.of());
        } else {
            open(wanted.startsWith("/") ? wanted : "/" + wanted);
        }
    }

    private Screen menu(ManagedServer known) {
        List<Section.Choice> categories = navigation.menu(server, Role.ADMIN).stream()
                .map(item -> new Section.Choice(item.label(), item.detail(), item.path(), item.state()))
                .toList();
        return new Screen(
                Text.plain(known.name()),
                states.of(server),
                List.of(new Section.Choices(Text.NONE, categories)),
                List.of());
    }

    private void open(String wanted) throws ProblemException, InterruptedException {
        int query = wanted.indexOf('?');
        String place = query < 0 ? wanted : wanted.substring(0, query);
        Map<String, String> parameters = query < 0 ? Map.of() : parameters(wanted.substring(query + 1));
        Outcome outcome = navigation.open(ConsoleVisitor.of(user()), server, place, parameters);
        if (!(outcome instanceof Outcome.Shown shown)) {
            throw problem(outcome);
        }
        draw(place, shown.screen(), shown.actions());
    }

    private void draw(String place, Screen screen, List<OfferedAction> actions) {
        out().println(
                        json()
                                ? new ScreenJson(reader, "/servers/" + server).write(place, screen, actions)
                                : new ScreenText(reader, width()).draw(screen, actions));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.putIfAbsent(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return parameters;
    }

    private ProblemException problem(Outcome outcome) {
        if (outcome instanceof Outcome.NotFound missing) {
            return ProblemException.notFound(reader.say(missing.reason()));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return ProblemException.refused(reader.say(refused.reason()));
        }
        if (outcome instanceof Outcome.Unanswered unanswered) {
            return new ProblemException("timeout", reader.say(unanswered.reason()), unanswered.reference());
        }
        if (outcome instanceof Outcome.TimedOut late) {
            String message =
                    late.bundle() + " gave no answer within " + late.patience().toSeconds() + " s";
            return new ProblemException("timeout", message, late.reference());
        }
        if (outcome instanceof Outcome.Busy busy) {
            return new ProblemException("busy", busy.bundle() + " has too much to do", busy.reference());
        }
        return outcome instanceof Outcome.Broken broken
                ? new ProblemException("broken", broken.bundle() + " failed", broken.reference())
                : new ProblemException("forbidden", "Not allowed", "");
    }
}
