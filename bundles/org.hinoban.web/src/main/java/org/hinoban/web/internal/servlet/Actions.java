package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Performance;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Secrets;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Shown;
import org.hinoban.web.internal.page.Words;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks before an action, has it done, and says what came of the attempt. */
@Component(service = Actions.class)
public final class Actions {
    private final Navigation navigation;
    private final States states;
    private final Offers offers;
    private final Screens screens;
    private final Results results;
    private final Openings openings;
    private final Changes changes;

    @Activate
    public Actions(
            @Reference Navigation navigation,
            @Reference States states,
            @Reference Offers offers,
            @Reference Screens screens,
            @Reference Results results,
            @Reference Openings openings,
            @Reference Changes changes) {
        this.navigation = navigation;
        this.states = states;
        this.offers = offers;
        this.screens = screens;
        this.results = results;
        this.openings = openings;
        this.changes = changes;
    }

    /** The question whether it shall be done. */
    Page confirmation(Visit visit, Place place, ManagedServer server, OfferedAction action) {
        return question(visit, place, server, action, "", Map.of());
    }

    Reply result(Visit visit, Place place, ManagedServer server, String id) throws InterruptedException {
        Optional<Execution> execution = navigation.execution(id);
        return execution.isPresent()
                        && execution.get().server().equals(place.server())
                        && execution.get().path().equals(place.path())
                ? new Reply.Show(results.page(visit, place, server, execution.get()))
                : new Reply.Problem(404, visit.words().get("result.unknown"), "");
    }

    Reply perform(Visit visit, Place place, ManagedServer server) throws InterruptedException {
        Optional<Attempt> attempt = attempt(visit);
        if (attempt.isEmpty()) {
            return new Reply.Problem(400, visit.words().get("problem.form"), "");
        }
        place.actedOn()
                .flatMap(component -> states.condition(place.server(), component))
                .map(Condition::incident)
                .ifPresent(incident -> openings.opened(visit, incident));
        Performance performance = navigation.perform(visit.visitor(), place.server(), place.path(), attempt.get());
        changes.publish(place.server());
        return visit.json() ? answer(visit, performance) : page(visit, place, server, attempt.get(), performance);
    }

    private Reply page(Visit visit, Place place, ManagedServer server, Attempt attempt, Performance performance) {
        if (performance instanceof Performance.Begun begun) {
            return new Reply.SeeOther(place.url() + "?id=" + begun.execution().id());
        }
        if (performance instanceof Performance.Confirm confirm) {
            return new Reply.Show(question(visit, place, server, confirm.action(), "", Map.of("id", attempt.id())));
        }
        if (performance instanceof Performance.Changed changed) {
            String why = changed(visit, attempt.expected(), changed.now());
            return new Reply.Show(409, question(visit, place, server, changed.action(), why, Map.of()));
        }
        if (performance instanceof Performance.Stale stale) {
            return new Reply.Show(
                    409,
                    question(visit, place, server, stale.action(), visit.words().get("action.stale"), Map.of()));
        }
        if (performance instanceof Performance.Held) {
            return new Reply.SeeOther("/servers/" + place.server() + "/lease?back=" + Shown.asParameter(place.url()));
        }
        return Problems.of(visit, ((Performance.Not) performance).outcome());
    }

    private static Reply answer(Visit visit, Performance performance) {
        if (performance instanceof Performance.Begun begun) {
            Execution execution = begun.execution();
            boolean refused = execution.stage() == Execution.Stage.REFUSED
                    || execution.stage() == Execution.Stage.FAILED
                    || execution.stage() == Execution.Stage.UNCERTAIN;
            return new Reply.Answer(
                    refused ? 409 : 200,
                    refused ? "refused" : "done",
                    visit.reader().say(execution.message()),
                    execution.state(),
                    "");
        }
        if (performance instanceof Performance.Confirm confirm) {
            return refused(visit, "action.confirm.json", confirm.action().expected());
        }
        if (performance instanceof Performance.Changed changed) {
            return new Reply.Answer(
                    409,
                    "refused",
                    changed(visit, State.ofWord(visit.field("expected")), changed.now()),
                    changed.now(),
                    "");
        }
        if (performance instanceof Performance.Stale stale) {
            return refused(visit, "action.stale", stale.action().expected());
        }
        if (performance instanceof Performance.Held held) {
            return new Reply.Answer(409, "refused", Offers.operating(visit, held.lease()), null, "");
        }
        return Problems.of(visit, ((Performance.Not) performance).outcome());
    }

    private static String changed(Visit visit, State expected, State now) {
        Words words = visit.words();
        return words.get("action.changed", words.state(expected), words.state(now));
    }

    private static Reply refused(Visit visit, String key, State state) {
        return new Reply.Answer(409, "refused", visit.words().get(key), state, "");
    }

    /** @param why it is asked again; empty at first */
    private Page question(
            Visit visit,
            Place place,
            ManagedServer server,
            OfferedAction action,
            String why,
            Map<String, String> kept) {
        List<Part> parts = Part.Alert.first(why);
        parts.add(Part.Prose.of(visit.reader().say(action.effect())));
        if (why.isEmpty()) {
            parts.add(Part.Prose.soft(visit.words().get("action.confirm")));
        }
        Deed deed = offers.deed(visit, action, action.destructive() ? Weight.DANGER : Weight.MAIN, true);
        Map<String, String> fields = new LinkedHashMap<>(deed.fields());
        fields.putAll(kept);
        parts.add(new Part.Buttons(
                List.of(new Deed(deed.label(), deed.url(), fields, deed.weight(), false, deed.destructive()))));
        String back = place.url().substring(0, place.url().lastIndexOf('/'));
        parts.add(new Part.Links(List.of(new Link(visit.words().get("action.back"), back))));
        List<String> lines = new ArrayList<>();
        String operating = offers.operating(visit, place.server());
        if (!operating.isEmpty()) {
            lines.add(operating);
        }
        return Page.of(deed.label(), place.url(), screens.way(visit, place, server.name()), lines, parts);
    }

    private static Optional<Attempt> attempt(Visit visit) {
        Map<String, String> fields = new HashMap<>(visit.fields());
        fields.remove("csrf");
        String id = visit.field("id");
        State expected = expected(visit.field("expected"));
        if (id.length() < 8 || id.length() > 64 || !Secrets.isPlain(id) || expected == null) {
            return Optional.empty();
        }
        return Optional.of(new Attempt(
                id,
                expected,
                number(visit.field("lease")),
                visit.field("confirm").equals("yes"),
                fields));
    }

    private static @Nullable State expected(String word) {
        try {
            return State.ofWord(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Long number(String digits) {
        try {
            return digits.isEmpty() ? null : Long.valueOf(digits);
        } catch (NumberFormatException e) {
            // Not one of ours: it is newer than none.
            return 0L;
        }
    }
}
