package org.hinoban.web.internal.servlet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.server.State;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The page of one incident: what it is, what to do, what has happened. */
@Component(service = FixCards.class)
public final class FixCards {
    private final Servers servers;
    private final Incidents incidents;
    private final Navigation navigation;
    private final Offers offers;
    private final Screens screens;
    private final Stopwatch stopwatch;
    private final Briefly briefly;

    /** As many as in the mail; the ones before them stand at the end, so that what to do is seen without scrolling. */
    private static final int LAST_LINES = 5;

    @Activate
    public FixCards(
            @Reference Servers servers,
            @Reference Incidents incidents,
            @Reference Navigation navigation,
            @Reference Offers offers,
            @Reference Screens screens,
            @Reference Stopwatch stopwatch,
            @Reference Briefly briefly) {
        this.servers = servers;
        this.incidents = incidents;
        this.navigation = navigation;
        this.offers = offers;
        this.screens = screens;
        this.stopwatch = stopwatch;
        this.briefly = briefly;
    }

    Page page(Visit visit, Incident incident) throws InterruptedException {
        Words words = visit.words();
        Reader reader = visit.reader();
        Optional<ManagedServer> server = servers.find(incident.server());
        List<Part> parts = new ArrayList<>();
        if (incident.isOpen()) {
            parts.add(new Part.Buttons(deeds(visit, incident)));
        } else {
            stopwatch.of(visit, incident.id()).ifPresent(parts::add);
        }
        List<LogLine> log = incident.log();
        int earlier = Math.max(0, log.size() - LAST_LINES);
        parts.add(new Part.Log(words.get("incident.log"), Screens.log(reader, log.subList(earlier, log.size()))));
        parts.add(Part.Prose.titled(words.get("incident.advice"), reader.say(incident.text("advice"))));
        Timeline timeline = new Timeline(visit, incident, incidents.timeline(incident));
        parts.add(new Part.Timeline(words.get("incident.timeline"), timeline.within()));
        List<Part.Line> facts = new ArrayList<>();
        facts.add(new Part.Line(words.get("incident.id"), incident.id()));
        facts.add(new Part.Line(words.get("incident.received"), reader.clockAndZone(incident.received())));
        facts.addAll(stopwatch.mails(visit, incident.id()));
        if (server.isPresent()) {
            briefly.ask(() -> known(reader, server.get(), incident)).ifPresent(facts::addAll);
        }
        parts.add(new Part.Facts(words.get("incident.facts"), facts));
        List<Part.Entry> before = timeline.before();
        if (!before.isEmpty()) {
            parts.add(new Part.Timeline(words.get("incident.before"), before));
        }
        if (earlier > 0) {
            parts.add(new Part.Log(words.get("incident.log.earlier"), Screens.log(reader, log.subList(0, earlier))));
        }
        Place place = new Place(incident.server(), "/" + incident.component());
        List<Link> way = new ArrayList<>(
                screens.way(visit, place, server.map(ManagedServer::name).orElse(incident.server())));
        way.remove(0);
        way.add(new Link(incident.component().name(), place.url()));
        return new Page(
                reader.say(incident.text("title")),
                place.url(),
                incident.isOpen() ? State.ABNORMAL : State.NORMAL,
                incident.isOpen(),
                way,
                lines(visit, incident),
                parts,
                0);
    }

    /** What may help, most likely first. */
    List<OfferedAction> remedies(Visit visit, Incident incident) {
        return navigation.remedies(incident.server(), incident.component(), incident.kind(), visit.role());
    }

    private List<Deed> deeds(Visit visit, Incident incident) {
        List<Deed> deeds = new ArrayList<>(offers.deeds(visit, remedies(visit, incident), false));
        if (incident.acknowledgedBy() == null) {
            deeds.add(Offers.plain(
                    visit,
                    visit.words().get("incident.take"),
                    "/incidents/" + incident.id() + "/acknowledge",
                    deeds.isEmpty() ? Weight.MAIN : Weight.QUIET,
                    Map.of()));
        }
        return deeds;
    }

    private List<String> lines(Visit visit, Incident incident) {
        Words words = visit.words();
        Reader reader = visit.reader();
        List<String> lines = new ArrayList<>();
        Instant recovered = incident.recovered();
        if (recovered == null) {
            lines.add(words.get(
                    "fault.since", reader.clockAndZone(incident.occurred()), reader.ago(incident.occurred())));
        } else {
            lines.add(words.get(
                    "incident.recovered",
                    reader.clockAndZone(incident.occurred()),
                    reader.clock(recovered),
                    reader.span(Duration.between(incident.occurred(), recovered))));
        }
        lines.add(reader.say(incident.text("content")));
        String holder = incident.acknowledgedBy();
        Instant taken = incident.acknowledged();
        if (holder != null && taken != null) {
            lines.add(words.get("incident.has", holder, reader.minute(taken)));
        }
        String operating = offers.operating(visit, incident.server());
        if (!operating.isEmpty()) {
            lines.add(operating);
        }
        return lines;
    }

    private static Optional<List<Part.Line>> known(Reader reader, ManagedServer server, Incident incident)
            throws Exception {
        Optional<Inventory> inventory = server.capability(Inventory.class);
        return inventory.isEmpty()
                ? Optional.empty()
                : inventory
                        .get()
                        .detail(incident.component(), Briefly.deadline())
                        .map(detail -> detail.facts().stream()
                                .map(fact -> new Part.Line(reader.say(fact.label()), reader.say(fact.value())))
                                .toList());
    }
}
