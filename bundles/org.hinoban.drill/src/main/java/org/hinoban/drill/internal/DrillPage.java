package org.hinoban.drill.internal;

import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.incident.States;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The component that a drill pretends to be broken. */
@Component
@MenuEntry(path = "/" + DrillRow.CATEGORY + "/{number}", label = "%drill", role = Role.VIEWER)
public final class DrillPage implements MenuHandler {
    private final DrillTable table;
    private final States states;

    @Activate
    public DrillPage(@Reference DrillTable table, @Reference States states) {
        this.table = table;
        this.states = states;
    }

    @Override
    public Screen open(MenuRequest request) throws MenuException {
        DrillRow drill = table.find(request.server().id(), request.variable("number"))
                .orElseThrow(() -> new MenuException(Reason.NOT_FOUND, Words.text("end.gone", "This drill is over.")));
        boolean on = states.condition(drill.server(), drill.component()).isPresent();
        Text text = on
                ? Words.text(
                        "page.text",
                        "This is a drill. Nothing is wrong with this server; the fault is made up so that people can"
                                + " practise.")
                : Words.text("page.over", "This drill is over.");
        return new Screen(
                Words.text("page.title", "Drill {0}", drill.number()),
                on ? State.ABNORMAL : State.NORMAL,
                List.of(new Section.Prose(Text.NONE, text)),
                on ? List.of(new Screen.Offer("/" + drill.component() + "/end")) : List.of());
    }
}
