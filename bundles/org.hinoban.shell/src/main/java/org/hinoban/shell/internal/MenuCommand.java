package org.hinoban.shell.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Visitor;
import org.jspecify.annotations.Nullable;

/** Opens the operation menu of a server, or an entry of it, as the phone does. */
@Service
@Command(scope = "hinoban", name = "menu", description = "Shows the operation menu of a server, or an entry of it")
@SuppressWarnings("NullAway.Init")
public final class MenuCommand implements Action {
    @Reference
    private Navigation navigation;

    @Reference
    private Reader reader;

    @Reference
    private Session session;

    @Argument(index = 0, name = "server", description = "The id of the server", required = true)
    @Completion(ServerCompleter.class)
    private String server;

    @Argument(index = 1, name = "path", description = "Such as /software/service/nginx", multiValued = true)
    private @Nullable List<String> rest;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Trailing trailing = new Trailing(rest);
        json |= trailing.flag("--json");
        String wanted = trailing.word();
        trailing.end();
        if (wanted == null || wanted.isEmpty() || wanted.equals("/")) {
            printMenu();
        } else {
            open(wanted.startsWith("/") ? wanted : "/" + wanted);
        }
        return null;
    }

    private void printMenu() throws IOException {
        Listing listing = new Listing("path", "label", "detail", "state", "bundle");
        for (MenuItem item : navigation.menu(server, Role.ADMIN)) {
            listing.row(
                    item.path(),
                    reader.say(item.label()),
                    reader.say(item.detail()),
                    item.state() == null ? null : item.state().word(),
                    item.bundle());
        }
        listing.print(session.getConsole(), json);
    }

    private void open(String wanted) throws IOException, InterruptedException {
        int query = wanted.indexOf('?');
        String place = query < 0 ? wanted : wanted.substring(0, query);
        Map<String, String> parameters = query < 0 ? Map.of() : parameters(wanted.substring(query + 1));
        Outcome outcome = navigation.open(visitor(), server, place, parameters);
        if (outcome instanceof Outcome.Shown shown) {
            ScreenPrinter printer = new ScreenPrinter(reader);
            session.getConsole().println(json ? printer.json(shown) : printer.text(shown));
        } else {
            throw new IllegalArgumentException(reason(outcome));
        }
    }

    /** The console has no session of the web's. */
    private Visitor visitor() {
        String user = Console.user(session);
        return new Visitor(
                new org.hinoban.access.Session(Console.CLIENT, user, Role.ADMIN, "", null, Instant.now()),
                Console.CLIENT);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.putIfAbsent(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return parameters;
    }

    private String reason(Outcome outcome) {
        if (outcome instanceof Outcome.NotFound missing) {
            return reader.say(missing.reason());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return reader.say(refused.reason());
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return late.bundle() + " gave no answer within " + late.patience().toSeconds() + " s; see the log at "
                    + late.reference();
        }
        if (outcome instanceof Outcome.Busy busy) {
            return busy.bundle() + " has too much to do; see the log at " + busy.reference();
        }
        return outcome instanceof Outcome.Broken broken
                ? broken.bundle() + " failed; see the log at " + broken.reference()
                : "Not allowed";
    }
}
