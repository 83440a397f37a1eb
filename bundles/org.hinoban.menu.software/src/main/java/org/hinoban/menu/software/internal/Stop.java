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

/** Stops a service. The remedy for one that does nothing but restart, when a restart did not help. */
@Component
@MenuAction(
        path = "/software/service/{name}/stop",
        label = "%stop",
        effect = "%stop.effect",
        role = Role.OPERATOR,
        confirm = Confirm.ALWAYS,
        destructive = true)
@RemedyFor(
        kinds = {"service.restarting"},
        order = 100)
public final class Stop implements Action {
    @Override
    public ActionResult perform(ActionRequest request) throws MenuException, InterruptedException {
        return new Service(request.server(), request.variable("name"))
                .change(Change.STOP, request, "stop.done", "Stopped in {0} s.");
    }
}
