package org.hinoban.drill.internal;

import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.text.Text;
import org.hinoban.incident.States;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The category of a server's menu that leads to the practice fault: there as long as a drill is on. */
@Component(name = DrillCategory.NAME, enabled = false)
@MenuEntry(path = "/" + DrillRow.CATEGORY, label = "%drill", detail = "%drill.detail", order = 900, role = Role.VIEWER)
public final class DrillCategory implements MenuHandler {
    static final String NAME = "org.hinoban.drill.category";

    private final States states;

    @Activate
    public DrillCategory(@Reference States states) {
        this.states = states;
    }

    @Override
    public Screen open(MenuRequest request) {
        List<Section.Choice> drills =
                states.notNormal(request.server().id(), new ComponentPath(DrillRow.CATEGORY)).stream()
                        .map(condition -> new Section.Choice(
                                condition.text("title"), Text.NONE, "/" + condition.component(), condition.state()))
                        .toList();
        return new Screen(
                Words.text("drill", "Drill"), null, List.of(new Section.Choices(Text.NONE, drills)), List.of());
    }
}
