package org.hinoban.drill.internal;

import java.util.List;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.Confirm;
import org.hinoban.api.menu.MenuAction;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.menu.RemedyFor;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Repairs the practice fault: the tap that is practised. */
@Component
@MenuAction(
        path = "/" + DrillRow.CATEGORY + "/{number}/end",
        label = "%end",
        effect = "%end.effect",
        role = Role.OPERATOR,
        confirm = Confirm.UNLESS_ABNORMAL)
@RemedyFor(kinds = "drill", order = 10)
public final class Repair implements Action {
    private final DrillTable table;
    private final DrillEnd end;
    private final States states;

    @Activate
    public Repair(@Reference DrillTable table, @Reference DrillEnd end, @Reference States states) {
        this.table = table;
        this.end = end;
        this.states = states;
    }

    @Override
    public ActionResult perform(ActionRequest request) throws MenuException, InterruptedException {
        DrillRow drill = table.find(request.server().id(), request.variable("number"))
                .filter(found -> state(found) != State.NORMAL)
                .orElseThrow(() -> new MenuException(Reason.NOT_FOUND, Words.text("end.gone", "This drill is over.")));
        try {
            end.repair(drill, request.mandate().operator());
        } catch (NotStoredException e) {
            throw new MenuException(Reason.REFUSED, Text.plain(String.valueOf(e.getMessage())));
        }
        return new ActionResult.Done(
                Words.text("end.done", "The practice fault is repaired."),
                deadline -> new ActionResult.Sighting(state(drill), "drill " + drill.number(), List.of()));
    }

    private State state(DrillRow drill) {
        return states.condition(drill.server(), drill.component())
                .map(Condition::state)
                .orElse(State.NORMAL);
    }
}
