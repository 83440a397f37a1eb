package org.hinoban.menu.hardware.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.screen.Section.Choice;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;

/** The parts of a server by their kind, what is faulted first. */
@org.osgi.service.component.annotations.Component
@MenuEntry(
        path = "/hardware",
        label = "%hardware",
        detail = "%hardware.detail",
        order = 10,
        role = Role.VIEWER,
        capabilities = Inventory.class)
public final class HardwarePage implements MenuHandler {
    /** A kind with more of them shows only what is not normal here, and the rest on a page of its own. */
    private static final int MOST_OF_A_KIND = 16;

    private static final List<String> ORDER = List.of("cpu", "memory", "disk", "network");

    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        List<Component> all = new Hardware(request).components(Hardware.PATH);
        Map<String, List<Component>> kinds = new LinkedHashMap<>();
        ORDER.forEach(kind -> kinds.put(kind, new ArrayList<>()));
        all.stream()
                .filter(component -> component.path().segments().size() > 1)
                .forEach(component -> kinds.computeIfAbsent(
                                component.path().segments().get(1), kind -> new ArrayList<>())
                        .add(component));
        List<Section> sections = new ArrayList<>();
        kinds.forEach((kind, components) -> {
            if (!components.isEmpty()) {
                sections.add(new Section.Choices(Words.kind(kind), choices(kind, components)));
            }
        });
        if (sections.isEmpty()) {
            sections.add(new Section.Prose(Text.NONE, Words.text("none", "There is nothing to show")));
        }
        State worst = State.worst(all.stream().map(Component::state));
        return new Screen(Words.text("hardware", "Hardware"), worst, sections, List.of());
    }

    private static List<Choice> choices(String kind, List<Component> components) {
        if (components.size() <= MOST_OF_A_KIND) {
            return Parts.choices(components);
        }
        List<Choice> choices = new ArrayList<>(Parts.choices(components.stream()
                .filter(component -> component.state() != State.NORMAL)
                .toList()));
        choices.add(new Choice(
                Words.text("all", "All {0}", components.size()),
                Text.NONE,
                "/" + Hardware.PATH.child(ComponentPath.decode(kind)),
                null));
        return choices;
    }
}
