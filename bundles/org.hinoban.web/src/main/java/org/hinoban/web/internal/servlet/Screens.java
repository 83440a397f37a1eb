package org.hinoban.web.internal.servlet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.Outcome;
import org.hinoban.web.internal.door.LoginPages;
import org.hinoban.web.internal.door.OwnAddress;
import org.hinoban.web.internal.door.OwnPageServlet;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes pages of the screens that bundles contribute. */
@Component(service = Screens.class)
public final class Screens {
    private final Navigation navigation;
    private final States states;
    private final Offers offers;
    private final OwnAddress own;

    @Activate
    public Screens(
            @Reference Navigation navigation,
            @Reference States states,
            @Reference Offers offers,
            @Reference OwnAddress own) {
        this.navigation = navigation;
        this.states = states;
        this.offers = offers;
        this.own = own;
    }

    /** An entry of a server's menu. */
    Page ofServer(Visit visit, Place place, String serverName, Outcome.Shown shown) {
        Screen screen = shown.screen();
        Reader reader = visit.reader();
        Optional<Condition> condition =
                place.component().flatMap(component -> states.condition(place.server(), component));
        boolean fault = condition.map(c -> c.state() == State.ABNORMAL).orElse(false);
        List<String> lines = new ArrayList<>();
        condition.ifPresent(c -> {
            lines.add(visit.words().get("fault.since", reader.clockAndZone(c.since()), reader.ago(c.since())));
            lines.add(reader.say(c.text("content")));
        });
        String operating = offers.operating(visit, place.server());
        if (!operating.isEmpty()) {
            lines.add(operating);
        }
        List<Part> parts = new ArrayList<>();
        Part buttons = new Part.Buttons(offers.deeds(visit, shown.actions(), false));
        boolean toRepair = screen.state() == State.ABNORMAL;
        if (toRepair && !shown.actions().isEmpty()) {
            parts.add(buttons);
        }
        screen.sections().forEach(section -> parts.add(part(visit, section, "/servers/" + place.server())));
        if (!toRepair && !shown.actions().isEmpty()) {
            parts.add(buttons);
        }
        condition
                .map(Condition::incident)
                .ifPresent(id -> parts.add(
                        new Part.Links(List.of(new Link(visit.words().get("incident.card"), "/incidents/" + id)))));
        return new Page(
                reader.say(screen.title()),
                place.url(),
                screen.state(),
                fault,
                way(visit, place, serverName),
                lines,
                parts,
                0);
    }

    /** An entry of the site. */
    Page ofSite(Visit visit, String path, Outcome.Shown shown) {
        List<Part> parts = new ArrayList<>();
        shown.screen().sections().forEach(section -> parts.add(part(visit, section, "")));
        List<Link> way = new ArrayList<>(OwnPageServlet.way(visit));
        int parent = path.lastIndexOf('/');
        if (parent > 0) {
            String above = path.substring(0, parent);
            navigation.site(visit.role()).stream()
                    .filter(item -> item.path().equals(above))
                    .forEach(item -> way.add(new Link(visit.reader().say(item.label()), above)));
        }
        return new Page(
                visit.reader().say(shown.screen().title()),
                path,
                shown.screen().state(),
                false,
                way,
                List.of(),
                parts,
                0);
    }

    /** The links from the servers down to what a place belongs to. */
    List<Link> way(Visit visit, Place place, String serverName) {
        List<Link> way = new ArrayList<>();
        way.add(new Link(visit.words().get("servers.title"), "/"));
        way.add(new Link(serverName, "/servers/" + place.server()));
        int second = place.path().indexOf('/', 1);
        if (second > 0) {
            String category = place.path().substring(0, second);
            for (MenuItem item : navigation.menu(place.server(), visit.role())) {
                if (item.path().equals(category)) {
                    way.add(new Link(visit.reader().say(item.label()), "/servers/" + place.server() + category));
                }
            }
        }
        place.belongsTo()
                .filter(component -> navigation.hasPage("/" + component))
                .ifPresent(component -> {
                    way.add(new Link(component.name(), "/servers/" + place.server() + "/" + component));
                    // The foot leads there too, and a small phone has no room for four.
                    way.remove(0);
                });
        return way;
    }

    private Part part(Visit visit, Section section, String prefix) {
        Reader reader = visit.reader();
        String title = reader.say(section.title());
        if (section instanceof Section.Choices choices) {
            return new Part.Choices(
                    title,
                    choices.items().stream()
                            .map(choice -> row(reader, choice, prefix))
                            .toList());
        }
        if (section instanceof Section.Facts facts) {
            return new Part.Facts(
                    title,
                    facts.facts().stream()
                            .map(fact -> new Part.Line(reader.say(fact.label()), reader.say(fact.value())))
                            .toList());
        }
        if (section instanceof Section.Table table) {
            return new Part.Table(
                    title,
                    table.columns().stream().map(reader::say).toList(),
                    table.rows().stream()
                            .map(row -> row.stream().map(reader::say).toList())
                            .toList(),
                    table.next() == null ? "" : safe(prefix + table.next()));
        }
        if (section instanceof Section.Prose prose) {
            return new Part.Prose(title, Prose.linked(reader.say(prose.text()), own.url(), visit.host()), false);
        }
        return new Part.Log(title, log(reader, ((Section.Log) section).lines()));
    }

    static List<Part.Entry> log(Reader reader, List<LogLine> lines) {
        return lines.stream()
                .map(Stamps::read)
                .map(line -> entry(reader, line.time(), line.text()))
                .toList();
    }

    private static Part.Entry entry(Reader reader, @Nullable Instant time, String text) {
        return time == null ? new Part.Entry("", "", text) : new Part.Entry(time.toString(), reader.clock(time), text);
    }

    private static Part.Row row(Reader reader, Section.Choice choice, String prefix) {
        String path = choice.ofSite() ? choice.path() : prefix + choice.path();
        Text detail = choice.detail();
        return new Part.Row(reader.say(choice.label()), reader.say(detail), safe(path), path, choice.state());
    }

    /** A bundle may be wrong or hostile: its ways lead to pages of ours or nowhere. */
    private static String safe(String path) {
        return LoginPages.isOwn(path) ? path : "";
    }
}
