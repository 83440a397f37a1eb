package org.hinoban.menu.software.internal;

import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.Confirm;
import org.hinoban.api.menu.MenuAction;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ServiceControl.Change;
import org.osgi.service.component.annotations.Component;

/** Starts a service. */
@Component
@MenuAction(
        path = "/software/service/{name}/start",
        label = "%start",
        effect = "%start.effect",
        role = Role.OPERATOR,
        confirm = Confirm.UNLESS_ABNORMAL)
public final class Start implements Action {
    @Override
    public ActionResult perform(ActionRequest request) throws MenuException, InterruptedException {
        return new Service(request.server(), request.variable("name"))
                .change(Change.START, request, "start.done", "Started in {0} s.");
    }
}
