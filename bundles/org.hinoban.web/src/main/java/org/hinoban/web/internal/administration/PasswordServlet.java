package org.hinoban.web.internal.administration;

import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Optional;
import org.hinoban.access.AccountException;
import org.hinoban.access.Sessions;
import org.hinoban.access.Sessions.Login;
import org.hinoban.audit.AuditLog;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.OwnPageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Where everybody changes their own password. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/account/password")
public final class PasswordServlet extends OwnPageServlet {
    private static final long serialVersionUID = 1;
    private static final String URL = "/account/password";

    private final transient Sessions sessions;
    private final transient AuditLog audit;

    @Activate
    public PasswordServlet(@Reference Door door, @Reference Sessions sessions, @Reference AuditLog audit) {
        super(door);
        this.sessions = sessions;
        this.audit = audit;
    }

    @Override
    protected Reply get(Visit visit) {
        return new Reply.Show(form(visit, ""));
    }

    @Override
    protected Reply post(Visit visit) {
        Words words = visit.words();
        String renewed = visit.field("renewed");
        if (!renewed.equals(visit.field("again"))) {
            return refused(visit, 409, words.get("password.differ"));
        }
        Optional<Login> refusal;
        try {
            refusal = sessions.renewPassword(
                    visit.session(),
                    visit.field(Part.Form.SECRET).toCharArray(),
                    renewed.toCharArray(),
                    visit.client());
        } catch (AccountException e) {
            return refused(visit, 409, Refusals.say(words, e.reason()));
        }
        audit.record(new AuditLog.Deed(
                visit.session().user(), visit.client(), "password", "", "", refusal.isEmpty() ? "done" : "wrong"));
        if (refusal.isPresent()) {
            return refusal.get() instanceof Login.TooEarly early
                    ? refused(visit, 429, words.get("login.slow", visit.reader().waiting(early.remaining())))
                    : refused(visit, 409, words.get("password.wrong"));
        }
        return visit.json()
                ? new Reply.Answer(200, "done", words.get("password.done"), null, "")
                : new Reply.Show(Page.of(
                        words.get("password.done"),
                        URL,
                        way(visit),
                        List.of(),
                        List.of(new Part.Links(List.of(new Link(words.get("servers.title"), "/"))))));
    }

    private static Reply refused(Visit visit, int status, String message) {
        return Refusals.reply(visit, status, message, alert -> form(visit, alert));
    }

    private static Page form(Visit visit, String alert) {
        Words words = visit.words();
        List<Part> parts = Part.Alert.first(alert);
        parts.add(new Part.Form(
                "",
                URL,
                visit.hidden(),
                List.of(
                        new Part.Field(Part.Form.SECRET, words.get("password.old"), Part.Input.PASSWORD),
                        new Part.Field("renewed", words.get("password.new"), Part.Input.NEW_PASSWORD),
                        new Part.Field("again", words.get("password.again"), Part.Input.NEW_PASSWORD)),
                words.get("password.title"),
                Deed.Weight.MAIN));
        parts.add(Part.Prose.soft(words.get("password.ends")));
        return Page.of(words.get("password.title"), URL, way(visit), List.of(), parts);
    }
}
