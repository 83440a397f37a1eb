package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.Outcome;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.PageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The servers, and what bundles contribute to the manager itself, such as a mailbox; every other URL is a wrong one. One
 * servlet, because Pax Web gives the root to the one of the pattern {@code /} in any case.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/")
public final class SiteServlet extends PageServlet {
    private static final long serialVersionUID = 1;

    private final transient Overview overview;
    private final transient Navigation navigation;
    private final transient Screens screens;

    @Activate
    public SiteServlet(
            @Reference Door door,
            @Reference Overview overview,
            @Reference Navigation navigation,
            @Reference Screens screens) {
        super(door);
        this.overview = overview;
        this.navigation = navigation;
        this.screens = screens;
    }

    @Override
    protected String section(Visit visit) {
        return visit.path().equals("/") ? "/" : "/account";
    }

    @Override
    protected Reply get(Visit visit) throws InterruptedException {
        if (visit.path().equals("/")) {
            return new Reply.Show(overview.page(visit));
        }
        Outcome outcome = navigation.open(visit.visitor(), null, visit.path(), visit.fields());
        if (outcome instanceof Outcome.Shown shown) {
            return new Reply.Show(screens.ofSite(visit, visit.path(), shown));
        }
        return outcome instanceof Outcome.NotFound ? Problems.notFound(visit) : Problems.of(visit, outcome);
    }

    @Override
    protected Reply post(Visit visit) {
        return Problems.notFound(visit);
    }
}
