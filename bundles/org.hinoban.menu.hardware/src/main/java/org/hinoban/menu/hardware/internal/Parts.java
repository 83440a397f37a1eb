package org.hinoban.menu.hardware.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.screen.Section.Choice;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.text.Text;

/** How parts of a server are shown. */
final class Parts {
    /** By state, and then by name with numbers as numbers: CPU 2 before CPU 10. */
    private static final Comparator<Component> ORDER = Comparator.comparing(Component::state, Comparator.reverseOrder())
            .thenComparing(component -> component.path().value().length())
            .thenComparing(Component::path);

    private Parts() {}

    static List<Choice> choices(List<Component> components) {
        return components.stream()
                .sorted(ORDER)
                .map(component ->
                        new Choice(component.label(), component.detail(), "/" + component.path(), component.state()))
                .toList();
    }

    static Screen screen(Inventory.Detail detail) {
        Component component = detail.component();
        List<Fact> facts = new ArrayList<>();
        if (!component.detail().isEmpty()) {
            facts.add(new Fact(Words.text("now", "Now"), component.detail()));
        }
        if (component.since() != null) {
            facts.add(new Fact(
                    Words.text("since", "Since"),
                    new Text("", "", List.of(component.since().toString()), "{0}")));
        }
        facts.addAll(detail.facts());
        return new Screen(
                component.label(), component.state(), List.of(new Section.Facts(Text.NONE, facts)), List.of());
    }
}
