package org.hinoban.shell.internal;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.jspecify.annotations.Nullable;

/** Lists incidents, or tells the course of one. */
@Service
@Command(
        scope = "hinoban",
        name = "incidents",
        description = "Lists the open incidents, or tells the course of one",
        detailedDescription = "classpath:/help/incidents.txt")
@SuppressWarnings("NullAway.Init")
public final class IncidentsCommand extends ConsoleCommand {
    @Reference
    private Incidents incidents;

    @Reference
    private Reader reader;

    @Option(name = "--all", description = "Lists the latest 100, recovered ones too")
    private boolean all;

    @Argument(index = 0, name = "incident", description = "The id of an incident", multiValued = true)
    @Completion(IncidentCompleter.class)
    private @Nullable List<String> rest;

    @Override
    void perform() throws Exception {
        Trailing trailing = behind(rest);
        boolean listsAll = trailing.flag("--all") || all;
        String id = trailing.word();
        trailing.end();
        if (id != null) {
            tell(incidents.find(id).orElseThrow(() -> ProblemException.notFound("There is no incident " + id)));
            return;
        }
        Listing listing = new Listing(
                listsAll ? "There has been no incident yet." : "No incident is open.",
                "id",
                "server",
                "fault",
                "received",
                "acknowledgedBy",
                "recovered",
                ".component",
                ".path");
        List<Incident> listed = listsAll ? incidents.latest(null, 100) : incidents.open();
        listed.forEach(incident -> listing.row(
                incident.id(),
                incident.server(),
                reader.say(incident.text("title")),
                incident.received(),
                incident.acknowledgedBy(),
                incident.recovered(),
                incident.component().value(),
                "/incidents/" + incident.id()));
        print(listing);
    }

    private void tell(Incident incident) {
        Listing course = new Listing("", "occurred", "what", ".type");
        for (Event event : incidents.timeline(incident)) {
            course.row(
                    event.occurred(),
                    reader.say(event.text("title")),
                    event.type().name().toLowerCase(Locale.ROOT));
        }
        if (json()) {
            out().println(JsonText.object(json -> {
                JsonText.member(json, "id", incident.id());
                JsonText.member(json, "server", incident.server());
                JsonText.member(json, "component", incident.component().value());
                JsonText.member(json, "fault", reader.say(incident.text("title")));
                JsonText.member(json, "content", reader.say(incident.text("content")));
                JsonText.member(json, "advice", reader.say(incident.text("advice")));
                JsonText.member(json, "received", incident.received());
                JsonText.member(json, "acknowledgedBy", incident.acknowledgedBy());
                JsonText.member(json, "recovered", incident.recovered());
                JsonText.member(json, "path", "/incidents/" + incident.id());
                json.writeFieldName("timeline");
                course.write(json);
            }));
            return;
        }
        out().println(reader.say(incident.text("title")) + "  [" + (incident.isOpen() ? "open" : "recovered") + "]  "
                + incident.server() + "/" + incident.component());
        Columns.wrap(reader.say(incident.text("content")), width()).forEach(out()::println);
        out().println();
        out().println(course.text(width()));
    }
}
