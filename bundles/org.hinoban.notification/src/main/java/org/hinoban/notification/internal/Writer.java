package org.hinoban.notification.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hinoban.api.menu.Role;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.Message.Link;
import org.hinoban.api.notification.Message.Passage;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.incident.Incident;
import org.hinoban.localization.Localizer;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what one recipient is told, from what is known at the time of sending. */
@Component(service = Writer.class)
public final class Writer {
    /** What a lock screen shows. */
    static final int LEAD_LENGTH = 90;

    static final int LOG_LINES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Localizer localizer;
    private final Servers servers;
    private final Links links;

    private volatile @Nullable Navigation navigation;

    @Activate
    public Writer(@Reference Localizer localizer, @Reference Servers servers, @Reference Links links) {
        this.localizer = localizer;
        this.servers = servers;
        this.links = links;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setNavigation(Navigation navigation) {
        this.navigation = navigation;
    }

    void unsetNavigation(Navigation navigation) {
        if (this.navigation == navigation) {
            this.navigation = null;
        }
    }

    /**
     * What a message is about.
     *
     * @param others the names of the others who are told
     */
    record Matter(Row row, Incident incident, Member member, List<String> others, Limits limits) {
        Matter {
            others = List.copyOf(others);
        }
    }

    /** The same for all messages of an incident to this recipient, as things stand at its opening. */
    String subject(Incident incident, Member member) {
        Wording wording = new Wording(localizer, member.recipient());
        return wording.say("subject", "[{0}] {1}", server(incident), wording.say(incident.text("title")));
    }

    Message write(Matter matter) {
        Wording wording = new Wording(localizer, matter.member().recipient());
        return new Message(
                matter.row().id(),
                matter.row().thread(),
                wording.language(),
                matter.row().subject(),
                lead(matter, wording),
                passages(matter, wording),
                links(matter, wording));
    }

    Message test(String id, Member member) {
        Wording wording = new Wording(localizer, member.recipient());
        return new Message(
                id,
                null,
                wording.language(),
                wording.say("test.subject", "Hinoban test"),
                wording.say("test.lead", "This is a test. Faults will reach you this way."),
                List.of(),
                List.of(new Link(wording.say("link.overview", "Open Hinoban"), links.base() + "/")));
    }

    private String lead(Matter matter, Wording wording) {
        Incident incident = matter.incident();
        String server = server(incident);
        String title = wording.say(incident.text("title"));
        return switch (matter.row().what()) {
            case Row.ACKNOWLEDGED ->
                fit(
                        title,
                        what -> wording.say(
                                "lead.acknowledged", "{0} has it: {1}: {2}", taker(incident), server, what));
            case Row.RECOVERED ->
                fit(
                        title,
                        what -> wording.say(
                                "lead.recovered",
                                "Recovered: {0}: {1}, after {2}",
                                server,
                                what,
                                lasted(incident, wording)));
            case Row.OPENED_AND_RECOVERED ->
                fit(
                        title,
                        what -> wording.say(
                                "lead.both",
                                "{0}: {1}: was down {2}, recovered",
                                server,
                                what,
                                lasted(incident, wording)));
            default ->
                fit(
                        title,
                        what -> wording.say(
                                "lead.opened", "{0}: {1}, {2}", server, what, wording.brief(incident.occurred())));
        };
    }

    /** Shortens the part that can be long, so that what stands behind it is still seen. */
    private static String fit(String part, Function<String, String> sentence) {
        String whole = sentence.apply(part);
        int excess = whole.length() - LEAD_LENGTH;
        if (excess <= 0 || part.length() <= excess + 1) {
            return whole;
        }
        return sentence.apply(part.substring(0, part.length() - excess - 1).strip() + "…");
    }

    private List<Passage> passages(Matter matter, Wording wording) {
        Incident incident = matter.incident();
        List<Passage> passages = new ArrayList<>();
        passages.add(new Passage("", facts(matter, wording), false));
        String advice = wording.say(incident.text("advice"));
        if (incident.isOpen() && !advice.isEmpty()) {
            passages.add(new Passage(wording.say("advice", "What to do"), List.of(advice), false));
        }
        List<String> log = log(matter);
        if (!log.isEmpty()) {
            passages.add(new Passage(wording.say("log", "Last log lines before it"), log, true));
        }
        passages.add(new Passage(
                "",
                List.of(
                        matter.others().isEmpty()
                                ? wording.say("others.none", "Nobody else is told.")
                                : wording.say("others", "Also told: {0}", String.join(", ", matter.others())),
                        wording.say(
                                "why",
                                "You get this as recipient {0} ({1}).",
                                matter.member().recipient().name(),
                                matter.member().file())),
                false));
        return passages;
    }

    private List<String> facts(Matter matter, Wording wording) {
        Incident incident = matter.incident();
        List<String> facts = new ArrayList<>();
        String name = server(incident);
        facts.add(wording.say(
                "fact.server",
                "Server: {0}",
                name.equals(incident.server()) ? name : name + " (" + incident.server() + ")"));
        facts.add(wording.say(
                "fact.type",
                "Fault: {0} ({1})",
                wording.say(incident.text("title")),
                incident.kind().name()));
        facts.add(wording.say("fact.content", "Content: {0}", Secrets.mask(wording.say(incident.text("content")))));
        facts.add(wording.say("fact.occurred", "Occurred: {0}", wording.full(incident.occurred())));
        facts.add(wording.say("fact.received", "Received: {0}", wording.full(incident.received())));
        Instant recovered = incident.recovered();
        if (recovered != null) {
            facts.add(wording.say(
                    "fact.recovered", "Recovered: {0}, after {1}", wording.full(recovered), lasted(incident, wording)));
        }
        if (incident.acknowledgedBy() != null) {
            facts.add(wording.say("fact.taken", "Taken by: {0}", taker(incident)));
        }
        return facts;
    }

    private static List<String> log(Matter matter) {
        List<org.hinoban.api.server.LogLine> lines = matter.incident().log();
        boolean ofOpening = matter.row().what().startsWith(Row.OPENED);
        if (!ofOpening || !matter.limits().showsLogOf(matter.incident().component())) {
            return List.of();
        }
        // all are looked at, for the key that a line belongs to may begin before the last ones
        List<String> masked =
                Secrets.mask(lines.stream().map(line -> line.text()).toList());
        return masked.subList(Math.max(0, masked.size() - LOG_LINES), masked.size());
    }

    private List<Link> links(Matter matter, Wording wording) {
        Incident incident = matter.incident();
        String page = links.base() + "/i/" + incident.id();
        List<Link> all = new ArrayList<>();
        all.add(new Link(wording.say("link.incident", "Open the incident"), page));
        if (incident.isOpen()) {
            for (OfferedAction remedy : remedies(incident)) {
                String verb = remedy.path().substring(remedy.path().lastIndexOf('/') + 1);
                all.add(new Link(wording.say(remedy.label()), page + "/" + verb));
            }
        }
        return all;
    }

    private List<OfferedAction> remedies(Incident incident) {
        Navigation menu = navigation;
        if (menu == null) {
            return List.of();
        }
        try {
            return menu.remedies(incident.server(), incident.component(), incident.kind(), Role.OPERATOR);
        } catch (RuntimeException e) {
            LOG.warn("Incident {} is told without its remedies, for they could not be had", incident.id(), e);
            return List.of();
        }
    }

    private String server(Incident incident) {
        return servers.find(incident.server()).map(ManagedServer::name).orElse(incident.server());
    }

    private static String taker(Incident incident) {
        return Optional.ofNullable(incident.acknowledgedBy()).orElse("?");
    }

    private static String lasted(Incident incident, Wording wording) {
        Instant recovered = incident.recovered();
        return wording.lasted(recovered == null ? Duration.ZERO : Duration.between(incident.occurred(), recovered));
    }
}
