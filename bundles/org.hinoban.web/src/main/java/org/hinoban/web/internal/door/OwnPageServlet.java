package org.hinoban.web.internal.door;

import java.util.List;
import org.hinoban.web.internal.page.Link;

/** The visitor's own page or one below it: the foot leads back to it, and so does the way above a title. */
public abstract class OwnPageServlet extends PageServlet {
    private static final long serialVersionUID = 1;

    protected OwnPageServlet(Door door) {
        super(door);
    }

    @Override
    protected final String section(Visit visit) {
        return "/account";
    }

    /** What stands above the title of a page below the visitor's own. */
    public static List<Link> way(Visit visit) {
        return List.of(new Link(visit.session().user(), "/account"));
    }
}
