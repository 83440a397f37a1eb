package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hinoban.access.Accounts;
import org.hinoban.access.Session;
import org.hinoban.access.Sessions;
import org.hinoban.access.Sessions.Login;
import org.hinoban.audit.AuditLog;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.LoginPages;
import org.hinoban.web.internal.door.PageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Login, and on to where the visitor was going. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/login")
public final class LoginServlet extends PageServlet {
    private static final long serialVersionUID = 1;
    private static final Set<String> MACHINERY = Set.of("id", "expected", "confirm", "back");

    private final transient Door door;
    private final transient Sessions sessions;
    private final transient Navigation navigation;
    private final transient Openings openings;
    private final transient AuditLog audit;
    private final transient Changes changes;
    private final transient LoginPages logins;

    @Activate
    public LoginServlet(
            @Reference Door door,
            @Reference Sessions sessions,
            @Reference Navigation navigation,
            @Reference Openings openings,
            @Reference AuditLog audit,
            @Reference Changes changes) {
        super(door);
        this.door = door;
        this.sessions = sessions;
        this.navigation = navigation;
        this.openings = openings;
        this.audit = audit;
        this.changes = changes;
        this.logins = new LoginPages(sessions);
    }

    @Override
    protected boolean isOpen() {
        return true;
    }

    @Override
    protected Reply get(Visit visit) {
        if (visit.anySession().isPresent() && !visit.json()) {
            return new Reply.SeeOther(LoginPages.target(visit));
        }
        return new Reply.Show(logins.form(visit, LoginPages.target(visit), Map.of(), "", ""));
    }

    @Override
    protected Reply post(Visit visit) {
        Words words = visit.words();
        Locale language = visit.languageChosen() ? words.locale() : null;
        Login login =
                sessions.login(visit.field("user"), visit.field("password").toCharArray(), visit.client(), language);
        if (login instanceof Login.LoggedIn in) {
            record(visit, in.session().user(), "done");
            door.welcome(visit, in.secret());
            changes.publish(Changes.EVERYTHING);
            return goOn(visit, in.session());
        }
        if (login instanceof Login.Wrong) {
            // What is not in the form of a user ID may be a password that was typed into the wrong field.
            record(visit, visit.field("user").matches(Accounts.USER_PATTERN) ? visit.field("user") : "-", "wrong");
        }
        int status = 401;
        String alert = words.get("login.wrong");
        if (login instanceof Login.TooEarly early) {
            status = 429;
            alert = words.get("login.slow", visit.reader().waiting(early.remaining()));
        }
        if (visit.json()) {
            return new Reply.Problem(status, alert, "");
        }
        return new Reply.Show(
                status,
                logins.form(
                        visit, LoginPages.target(visit), LoginPages.carriedThrough(visit), visit.field("user"), alert));
    }

    private void record(Visit visit, String user, String result) {
        audit.record(new AuditLog.Deed(user, visit.client(), "login", "", "", result));
    }

    private Reply goOn(Visit visit, Session session) {
        String target = LoginPages.target(visit);
        Openings.incidentOf(target).ifPresent(incident -> openings.opened(incident, session.user()));
        Map<String, String> carried = LoginPages.carriedThrough(visit);
        if (visit.json()) {
            return new Reply.Answer(200, "done", session.user(), null, "");
        }
        return carried.isEmpty() ? new Reply.SeeOther(target) : new Reply.Show(again(visit, session, target, carried));
    }

    /** The form that was cut off by the end of its session, to be sent again with one tap. */
    private Page again(Visit visit, Session session, String target, Map<String, String> carried) {
        Words words = visit.words();
        String label = label(visit, session, target);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("csrf", session.csrf());
        fields.putAll(carried);
        List<Part.Line> typed = new ArrayList<>();
        carried.forEach((name, value) -> {
            if (!MACHINERY.contains(name)) {
                typed.add(new Part.Line(name, value));
            }
        });
        List<Part> parts = new ArrayList<>();
        parts.add(Part.Prose.of(words.get("goon.text")));
        if (!typed.isEmpty()) {
            parts.add(new Part.Facts("", typed));
        }
        parts.add(new Part.Buttons(List.of(new Deed(label, target, fields, Weight.MAIN, false, false))));
        return Page.of(words.get("goon.title", label), "", List.of(), List.of(), parts);
    }

    private String label(Visit visit, Session session, String target) {
        int query = target.indexOf('?');
        return Place.of(query < 0 ? target : target.substring(0, query))
                .flatMap(place -> navigation.action(place.server(), place.path(), session.role()))
                .map(action -> visit.reader().say(action.label()))
                .orElseGet(() -> visit.words().get(target.endsWith("/acknowledge") ? "incident.take" : "goon.send"));
    }
}
