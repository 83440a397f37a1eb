package org.hinoban.menu.software.internal;

import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.Confirm;
import org.hinoban.api.menu.MenuAction;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.RemedyFor;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ServiceControl.Change;
import org.osgi.service.component.annotations.Component;

/** Restarts a service: the first remedy for one that is down. */
@Component
@MenuAction(
        path = "/software/service/{name}/restart",
        label = "%restart",
        effect = "%restart.effect",
        role = Role.OPERATOR,
        confirm = Confirm.UNLESS_ABNORMAL)
@RemedyFor(
        kinds = {"service.failed", "service.gone", "service.vanished", "service.restarting"},
        order = 10)
public final class Restart implements Action {
    @Override
    public ActionResult perform(ActionRequest request) throws MenuException, InterruptedException {
        return new Service(request.server(), request.variable("name"))
                .change(Change.RESTART, request, "restart.done", "Restarted in {0} s.");
    }
}
