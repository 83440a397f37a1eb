package org.hinoban.web.internal.servlet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.incident.Condition;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Execution.Stage;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what became of an action, and whether it holds. */
@Component(service = Results.class)
public final class Results {
    private static final int LOOK_AGAIN_SECONDS = 1;

    private static final String PROCESS = "process ";

    private final Navigation navigation;
    private final States states;
    private final Incidents incidents;
    private final Offers offers;
    private final Screens screens;
    private final Stopwatch stopwatch;

    @Activate
    public Results(
            @Reference Navigation navigation,
            @Reference States states,
            @Reference Incidents incidents,
            @Reference Offers offers,
            @Reference Screens screens,
            @Reference Stopwatch stopwatch) {
        this.navigation = navigation;
        this.states = states;
        this.incidents = incidents;
        this.offers = offers;
        this.screens = screens;
        this.stopwatch = stopwatch;
    }

    Page page(Visit visit, Place place, ManagedServer server, Execution execution) {
        Words words = visit.words();
        Reader reader = visit.reader();
        Optional<ComponentPath> component = place.actedOn();
        String subject = subject(visit, server, component, execution);
        String fault = isService(component) || execution.incident() == null ? "" : ".fault";
        Stage stage = execution.stage();
        String label = reader.say(execution.label());
        List<Part> parts = new ArrayList<>();
        String message = reader.say(execution.message());
        if (!message.isEmpty()) {
            parts.add(Part.Prose.of(message));
        }
        switch (stage) {
            case RUNNING -> parts.add(Part.Prose.of(words.get("result.running", reader.ago(execution.begun()))));
            case VERIFYING -> parts.add(Part.Prose.of(verifying(visit, execution)));
            case VERIFIED -> parts.add(new Part.Verdict(held(visit, execution)));
            case STILL_ABNORMAL -> stillAbnormal(visit, place, component, execution, parts);
            case UNCERTAIN -> parts.add(Part.Prose.of(words.get("result.uncertain")));
            case DONE, REFUSED, FAILED -> {}
        }
        if (stage == Stage.VERIFIED && execution.incident() != null) {
            stopwatch.of(visit, execution.incident()).ifPresent(parts::add);
            parts.addAll(stopwatch.told(visit, execution.incident()));
        }
        parts.add(new Part.Links(ways(visit, place, component, subject, execution), stage == Stage.VERIFIED));
        String title = switch (stage) {
            case RUNNING, DONE -> label;
            case VERIFYING -> execution.normalSince() == null ? label : words.get("result.verifying");
            case VERIFIED -> words.get(isService(component) ? "result.runs" : "result.normal" + fault, subject);
            case STILL_ABNORMAL -> words.get("result.abnormal" + fault, subject);
            case REFUSED -> words.get("result.refused", label);
            case FAILED -> words.get("result.failed", label);
            case UNCERTAIN -> words.get("result.unknown.title", label);
        };
        return new Page(
                title,
                "/servers/" + place.server() + component.map(c -> "/" + c).orElse(""),
                execution.state(),
                stage == Stage.STILL_ABNORMAL,
                screens.way(visit, place, server.name()),
                List.of(),
                parts,
                stage.isFinal() ? 0 : LOOK_AGAIN_SECONDS);
    }

    /** What an action was about: a service by its name, another component by its fault if it had one. */
    private String subject(Visit visit, ManagedServer server, Optional<ComponentPath> component, Execution execution) {
        String name = component.map(ComponentPath::name).orElse(server.name());
        return isService(component)
                ? name
                : Optional.ofNullable(execution.incident())
                        .flatMap(incidents::find)
                        .map(incident -> visit.reader().say(incident.text("title")))
                        .orElse(name);
    }

    private static String verifying(Visit visit, Execution execution) {
        Instant since = execution.normalSince();
        return since == null
                ? visit.words().get("result.waiting")
                : visit.words().get("result.since", visit.reader().clock(since));
    }

    private static String held(Visit visit, Execution execution) {
        Instant since = execution.normalSince();
        String clock = visit.reader().clock(since == null ? execution.begun() : since);
        return execution.identity().isEmpty()
                ? visit.words().get("result.held", clock)
                : visit.words().get("result.held.same", clock, identity(visit, execution.identity()));
    }

    /** An identity is the same in every language, but for the usual one, a process. */
    private static String identity(Visit visit, String identity) {
        return identity.startsWith(PROCESS)
                ? visit.words().get("result.process", identity.substring(PROCESS.length()))
                : identity;
    }

    private void stillAbnormal(
            Visit visit, Place place, Optional<ComponentPath> component, Execution execution, List<Part> parts) {
        Optional<Condition> condition = component.flatMap(c -> states.condition(place.server(), c));
        condition.ifPresent(c -> parts.add(new Part.Verdict(visit.reader().say(c.text("content")))));
        List<OfferedAction> next = condition.stream()
                .flatMap(c -> navigation.remedies(place.server(), c.component(), c.kind(), visit.role()).stream())
                .filter(remedy -> !remedy.path().equals(place.path()))
                .toList();
        if (next.isEmpty()) {
            next = navigation.action(place.server(), place.path(), visit.role()).stream()
                    .toList();
        }
        if (!next.isEmpty()) {
            parts.add(new Part.Buttons(offers.deeds(visit, next, false)));
        }
        parts.add(new Part.Log(visit.words().get("result.log"), Screens.log(visit.reader(), execution.log())));
    }

    private static List<Link> ways(
            Visit visit, Place place, Optional<ComponentPath> component, String subject, Execution execution) {
        Words words = visit.words();
        List<Link> links = new ArrayList<>();
        if (execution.stage() == Stage.VERIFIED) {
            links.add(new Link(words.get("servers.title"), "/"));
        }
        component.ifPresent(c ->
                links.add(new Link(words.get("result.component", subject), "/servers/" + place.server() + "/" + c)));
        if (execution.incident() != null) {
            links.add(new Link(words.get("incident.card"), "/incidents/" + execution.incident()));
        }
        return links;
    }

    private static boolean isService(Optional<ComponentPath> component) {
        return component.filter(c -> c.value().startsWith("software/service/")).isPresent();
    }
}
