package org.hinoban.web.internal.administration;

import org.hinoban.api.menu.Role;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.OwnPageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.servlet.Problems;

/** A page for administrators alone. */
abstract class AdminServlet extends OwnPageServlet {
    private static final long serialVersionUID = 1;

    AdminServlet(Door door) {
        super(door);
    }

    abstract Reply show(Visit visit);

    /** Nothing can be changed, unless a page says otherwise. */
    Reply change(Visit visit) {
        return Problems.notFound(visit);
    }

    @Override
    protected final Reply get(Visit visit) {
        return visit.role().includes(Role.ADMIN) ? show(visit) : Problems.forbidden(visit);
    }

    @Override
    protected final Reply post(Visit visit) {
        return visit.role().includes(Role.ADMIN) ? change(visit) : Problems.forbidden(visit);
    }
}
