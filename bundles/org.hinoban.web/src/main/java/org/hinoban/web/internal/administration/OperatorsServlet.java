package org.hinoban.web.internal.administration;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hinoban.access.AccountException;
import org.hinoban.access.AccountException.Reason;
import org.hinoban.access.Accounts;
import org.hinoban.access.Accounts.Account;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.audit.AuditLog;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Shown;
import org.hinoban.web.internal.page.Words;
import org.hinoban.web.internal.servlet.Problems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Who may log in, and as what. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern({"/operators", "/operators/*"})
public final class OperatorsServlet extends AdminServlet {
    private static final long serialVersionUID = 1;
    private static final String ROOT = "/operators";

    /** What is done on somebody's page: who logs in again on the way there is led back to it. */
    private static final Set<String> VERBS = Set.of("role", "password", "lock", "unlock");

    private final transient Accounts accounts;
    private final transient AuditLog audit;

    @Activate
    public OperatorsServlet(@Reference Door door, @Reference Accounts accounts, @Reference AuditLog audit) {
        super(door);
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    Reply show(Visit visit) {
        Place place = Place.of(visit.path());
        if (place.user.isEmpty()) {
            return new Reply.Show(list(visit, ""));
        }
        Optional<Account> account =
                place.verb.isEmpty() || VERBS.contains(place.verb) ? accounts.find(place.user) : Optional.empty();
        return account.<Reply>map(it -> new Reply.Show(one(visit, it, ""))).orElseGet(() -> Problems.notFound(visit));
    }

    @Override
    Reply change(Visit visit) {
        Place place = Place.of(visit.path());
        String user = place.user.isEmpty() ? visit.field("user") : place.user;
        String verb = place.user.isEmpty() ? "add" : place.verb;
        Role role = role(visit.field("role"));
        char[] password = visit.field(Part.Form.SECRET).toCharArray();
        String what = "operator-" + verb + " " + user;
        try {
            switch (verb) {
                case "add" -> {
                    what += " " + role.name().toLowerCase(Locale.ROOT);
                    accounts.add(user, role, password);
                }
                case "role" -> {
                    what += " " + role.name().toLowerCase(Locale.ROOT);
                    accounts.role(user, role);
                }
                case "password" -> accounts.password(user, password);
                case "lock", "unlock" -> accounts.lock(user, verb.equals("lock"));
                default -> {
                    return Problems.notFound(visit);
                }
            }
        } catch (AccountException e) {
            record(visit, what, "refused");
            return refused(visit, verb, user, e.reason());
        }
        record(visit, what, "done");
        return visit.json()
                ? new Reply.Answer(200, "done", user, null, "")
                : new Reply.SeeOther(verb.equals("add") ? ROOT : url(user) + "?done=" + verb);
    }

    private void record(Visit visit, String what, String result) {
        audit.record(new AuditLog.Deed(visit.session().user(), visit.client(), what, "", "", result));
    }

    private Reply refused(Visit visit, String verb, String user, Reason reason) {
        Optional<Account> account = verb.equals("add") ? Optional.empty() : accounts.find(user);
        return Refusals.reply(
                visit,
                409,
                Refusals.say(visit.words(), reason),
                alert -> account.map(it -> one(visit, it, alert)).orElseGet(() -> list(visit, alert)));
    }

    private Page list(Visit visit, String alert) {
        Words words = visit.words();
        List<Account> all = accounts.all();
        Shown shown = Shown.of(visit.field(Shown.PARAMETER), all.size());
        List<Part> parts = Part.Alert.first(alert);
        parts.add(new Part.Choices(
                "",
                all.subList(shown.from(), shown.to()).stream()
                        .map(it -> new Part.Row(it.user(), detail(visit, it), url(it.user())))
                        .toList(),
                shown.next(words, ROOT + "?")));
        parts.add(new Part.Form(
                words.get("operators.add"),
                ROOT,
                visit.hidden(),
                List.of(
                        new Part.Field(
                                "user",
                                words.get("login.user"),
                                Part.Input.NAME,
                                alert.isEmpty() ? "" : visit.field("user"),
                                Map.of()),
                        roles(words, Role.OPERATOR),
                        new Part.Field(
                                Part.Form.SECRET, words.get("operators.password.first"), Part.Input.TOLD_PASSWORD)),
                words.get("operators.add"),
                Deed.Weight.MAIN));
        return Page.of(words.get("operators.title"), ROOT, way(visit), List.of(), parts);
    }

    private Page one(Visit visit, Account account, String alert) {
        Words words = visit.words();
        String url = url(account.user());
        List<Part> parts = Part.Alert.first(alert);
        if (alert.isEmpty() && visit.field("done").equals("password")) {
            parts.add(new Part.Note(words.get("operators.password.done")));
        }
        parts.add(new Part.Form(
                "",
                url + "/role",
                visit.hidden(),
                List.of(roles(words, account.role())),
                words.get("operators.role"),
                Deed.Weight.QUIET));
        parts.add(new Part.Form(
                "",
                url + "/password",
                visit.hidden(),
                List.of(new Part.Field(
                        Part.Form.SECRET, words.get("operators.password.new"), Part.Input.TOLD_PASSWORD)),
                words.get("operators.password"),
                Deed.Weight.QUIET));
        parts.add(Part.Prose.soft(words.get("operators.ends")));
        String verb = account.locked() ? "unlock" : "lock";
        Deed.Weight weight = account.locked() ? Deed.Weight.QUIET : Deed.Weight.DANGER;
        parts.add(new Part.Buttons(List.of(new Deed(
                words.get("operators." + verb), url + "/" + verb, visit.hidden(), weight, false, !account.locked()))));
        parts.add(new Part.Links(List.of(new Link(words.get("operators.audit"), "/audit?find=" + account.user()))));
        List<Link> way = new ArrayList<>(way(visit));
        way.add(new Link(words.get("operators.title"), ROOT));
        return Page.of(account.user(), url, way, List.of(detail(visit, account)), parts);
    }

    private static String detail(Visit visit, Account account) {
        Words words = visit.words();
        String login = account.lastLogin() == null
                ? words.get("operators.never")
                : words.get("operators.last", visit.reader().minute(account.lastLogin()));
        return words.role(account.role()) + " · " + login
                + (account.locked() ? " · " + words.get("operators.locked") : "");
    }

    private static Part.Field roles(Words words, Role chosen) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            options.put(role.name().toLowerCase(Locale.ROOT), words.role(role));
        }
        return new Part.Field(
                "role",
                words.get("account.role"),
                Part.Input.CHOICE,
                chosen.name().toLowerCase(Locale.ROOT),
                options);
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        return Role.VIEWER;
    }

    private static String url(String user) {
        return ROOT + "/" + ComponentPath.encode(user);
    }

    /** @param verb empty for the page of the user */
    private record Place(String user, String verb) {
        static Place of(String path) {
            String[] segments = path.substring(ROOT.length()).split("/", 4);
            if (segments.length > 3) {
                return new Place("/", "");
            }
            String user = segments.length < 2 || segments[1].isEmpty() ? "" : name(segments[1]);
            return new Place(user, segments.length < 3 ? "" : segments[2]);
        }

        /** What is written wrongly is nobody's name. */
        private static String name(String segment) {
            try {
                return ComponentPath.decode(segment);
            } catch (IllegalArgumentException e) {
                return "/";
            }
        }
    }
}
