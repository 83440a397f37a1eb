package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import org.hinoban.access.Sessions;
import org.hinoban.audit.AuditLog;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.PageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.live.Changes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Ends a session. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/logout")
public final class LogoutServlet extends PageServlet {
    private static final long serialVersionUID = 1;

    private final transient Door door;
    private final transient Sessions sessions;
    private final transient AuditLog audit;
    private final transient Changes changes;

    @Activate
    public LogoutServlet(
            @Reference Door door, @Reference Sessions sessions, @Reference AuditLog audit, @Reference Changes changes) {
        super(door);
        this.door = door;
        this.sessions = sessions;
        this.audit = audit;
        this.changes = changes;
    }

    @Override
    protected Reply get(Visit visit) {
        return new Reply.SeeOther("/account");
    }

    @Override
    protected Reply post(Visit visit) {
        sessions.logout(visit.session());
        audit.record(new AuditLog.Deed(visit.session().user(), visit.client(), "logout", "", "", "done"));
        door.farewell(visit);
        changes.publish(Changes.EVERYTHING);
        return visit.json()
                ? new Reply.Answer(200, "done", visit.words().get("logout.done"), null, "")
                : new Reply.SeeOther("/login");
    }
}
