package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.State;
import org.hinoban.api.server.SystemFacts;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the operation menu of a server. */
@Component(service = Menus.class)
public final class Menus {
    private final Navigation navigation;
    private final States states;
    private final Offers offers;
    private final Briefly briefly;

    @Activate
    public Menus(
            @Reference Navigation navigation,
            @Reference States states,
            @Reference Offers offers,
            @Reference Briefly briefly) {
        this.navigation = navigation;
        this.states = states;
        this.offers = offers;
        this.briefly = briefly;
    }

    Page page(Visit visit, ManagedServer server) throws InterruptedException {
        String url = "/servers/" + server.id();
        List<MenuItem> menu = navigation.menu(server.id(), visit.role());
        List<Part.Row> rows = new ArrayList<>();
        for (MenuItem item : menu) {
            rows.add(new Part.Row(
                    visit.reader().say(item.label()),
                    visit.reader().say(item.detail()),
                    url + item.path(),
                    url + item.path(),
                    item.state()));
        }
        rows.addAll(orphans(visit, server.id(), menu));
        List<String> lines = new ArrayList<>();
        briefly.ask(() -> summary(visit.reader(), server)).ifPresent(lines::add);
        String operating = offers.operating(visit, server.id());
        if (!operating.isEmpty()) {
            lines.add(operating);
        }
        List<Part> parts = new ArrayList<>();
        parts.add(rows.isEmpty() ? Part.Prose.soft(visit.words().get("menu.empty")) : new Part.Choices("", rows));
        lease(visit, server.id(), parts);
        List<Link> way = List.of(new Link(visit.words().get("servers.title"), "/"));
        return new Page(server.name(), url, states.of(server.id()), false, way, lines, parts, 0);
    }

    private void lease(Visit visit, String server, List<Part> parts) {
        if (offers.own(visit, server).isPresent()) {
            parts.add(new Part.Buttons(List.of(Offers.plain(
                    visit,
                    visit.words().get("lease.release"),
                    "/servers/" + server + "/lease/release",
                    Weight.QUIET,
                    Map.of()))));
        } else if (!offers.operating(visit, server).isEmpty()) {
            parts.add(new Part.Links(
                    List.of(new Link(visit.words().get("lease.title"), "/servers/" + server + "/lease"))));
        }
    }

    /** A fault whose category is not installed has a row all the same: it leads to its fix card. */
    private List<Part.Row> orphans(Visit visit, String server, List<MenuItem> menu) {
        Map<String, Part.Row> rows = new LinkedHashMap<>();
        for (Condition condition : states.notNormal(server)) {
            String category = condition.component().segments().get(0);
            if (condition.state() == State.ABNORMAL
                    && condition.incident() != null
                    && menu.stream().noneMatch(item -> item.path().equals("/" + category))) {
                rows.putIfAbsent(
                        category,
                        new Part.Row(
                                category,
                                visit.reader().say(condition.text("title")),
                                "/incidents/" + condition.incident(),
                                "/servers/" + server + "/" + category,
                                condition.state()));
            }
        }
        return List.copyOf(rows.values());
    }

    private static Optional<String> summary(Reader reader, ManagedServer server) throws Exception {
        Optional<SystemFacts> system = server.capability(SystemFacts.class);
        if (system.isEmpty()) {
            return Optional.empty();
        }
        List<Fact> facts = system.get().summary(Briefly.deadline());
        // A line breaks between facts, not within one.
        return Optional.of(String.join(
                " · ",
                facts.stream()
                        .map(fact -> (reader.say(fact.label()) + " " + reader.say(fact.value()))
                                .strip()
                                .replace(' ', '\u00a0'))
                        .toList()));
    }
}
