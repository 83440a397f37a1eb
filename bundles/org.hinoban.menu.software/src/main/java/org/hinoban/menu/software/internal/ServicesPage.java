package org.hinoban.menu.software.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.screen.Section.Choice;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;

/** A server's services: what is faulted first, then what runs, then the rest. */
@org.osgi.service.component.annotations.Component
@MenuEntry(
        path = "/software",
        label = "%software",
        detail = "%software.detail",
        order = 20,
        role = Role.VIEWER,
        capabilities = {Inventory.class, ServiceControl.class})
public final class ServicesPage implements MenuHandler {
    static final int PAGE = 100;

    private static final ComponentPath SOFTWARE = new ComponentPath("software");
    /** The words of service managers for what is up. */
    private static final Set<String> UP = Set.of("active", "reloading", "activating", "refreshing");

    private static final Comparator<Component> ORDER = Comparator.comparing(Component::state, Comparator.reverseOrder())
            .thenComparing(component -> !UP.contains(component.detail().english()))
            .thenComparing(component -> component.path().name().toLowerCase(Locale.ROOT))
            .thenComparing(Component::path);

    @Override
    public Screen open(MenuRequest request) throws MenuException, InterruptedException {
        String filter = Parameters.raw(request, "q").strip();
        String wanted = filter.toLowerCase(Locale.ROOT);
        List<Component> services = components(request).stream()
                .filter(component ->
                        component.path().name().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(ORDER)
                .toList();
        int pages = Math.max(1, (services.size() + PAGE - 1) / PAGE);
        int page = Math.min(page(request), pages);
        int from = (page - 1) * PAGE;
        List<Component> shown = services.subList(from, Math.min(services.size(), from + PAGE));

        List<Section> sections = new ArrayList<>();
        sections.add(new Section.Choices(
                heading(filter, services.size(), from, shown.size()),
                shown.stream().map(ServicesPage::choice).toList()));
        if (shown.isEmpty()) {
            sections.add(new Section.Prose(Text.NONE, Words.text("services.none", "There are no services to show")));
        }
        if (pages > 1) {
            sections.add(new Section.Choices(Text.NONE, ways(filter, page, pages, services.size())));
        }
        State worst = State.worst(services.stream().map(Component::state));
        return new Screen(Words.text("software", "Software"), worst, sections, List.of());
    }

    private static List<Component> components(MenuRequest request) throws MenuException, InterruptedException {
        Inventory inventory = request.server()
                .capability(Inventory.class)
                .orElseThrow(() -> new MenuException(
                        Reason.REFUSED,
                        Words.text(
                                "missing.capability",
                                "The services of {0} cannot be reached now",
                                request.server().name())));
        try {
            return inventory.components(SOFTWARE, request.deadline());
        } catch (CapabilityException e) {
            throw new MenuException(e);
        }
    }

    private static Choice choice(Component component) {
        return new Choice(component.label(), component.detail(), "/" + component.path(), component.state());
    }

    private static Text heading(String filter, int all, int from, int shown) {
        if (shown < all) {
            return range("services.range", "Services {0} to {1} of {2}", from, shown, all);
        }
        return filter.isEmpty() ? Text.NONE : Words.text("services.matching", "Services with {0}", filter);
    }

    private static List<Choice> ways(String filter, int page, int pages, int all) {
        List<Choice> ways = new ArrayList<>();
        if (page < pages) {
            int from = page * PAGE;
            Text label = range("page.next", "More: {0} to {1} of {2}", from, Math.min(PAGE, all - from), all);
            ways.add(new Choice(label, Text.NONE, path(filter, page + 1), null));
        }
        if (page > 1) {
            int from = (page - 2) * PAGE;
            Text label = range("page.previous", "Back: {0} to {1} of {2}", from, PAGE, all);
            ways.add(new Choice(label, Text.NONE, path(filter, page - 1), null));
        }
        return ways;
    }

    private static Text range(String key, String english, int from, int shown, int all) {
        return Words.text(key, english, from + 1, from + shown, all);
    }

    private static String path(String filter, int page) {
        String query = filter.isEmpty() ? "" : "&q=" + ComponentPath.encode(filter);
        return "/software?page=" + page + query;
    }

    private static int page(MenuRequest request) {
        return request.parameter("page")
                .filter(page -> page.matches("[1-9]\\d{0,5}"))
                .map(Integer::parseInt)
                .orElse(1);
    }
}
