package org.hinoban.web.internal.administration;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.notification.Channel;
import org.hinoban.api.notification.NotificationChannel;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.Trouble;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Which bundles contribute to the manager, what each of them brings, and what is wrong with it. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/extensions")
public final class ExtensionsServlet extends AdminServlet {
    private static final long serialVersionUID = 1;
    private static final String API = "org.hinoban.api";

    private final transient BundleContext context;
    private final transient Navigation navigation;

    @Activate
    public ExtensionsServlet(BundleContext context, @Reference Door door, @Reference Navigation navigation) {
        super(door);
        this.context = context;
        this.navigation = navigation;
    }

    @Override
    Reply show(Visit visit) {
        Words words = visit.words();
        Map<String, Map<String, Set<String>>> brought = brought(words);
        List<Part> parts = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            Map<String, Set<String>> own = brought.remove(bundle.getSymbolicName());
            boolean runs = bundle.getState() == Bundle.ACTIVE;
            if (own == null && (runs || !uses(bundle))) {
                continue;
            }
            List<Part.Line> all = new ArrayList<>();
            all.add(new Part.Line(
                    words.get("extensions.version"), bundle.getVersion().toString()));
            if (!runs) {
                all.add(new Part.Line(words.get("extensions.state"), words.get("extensions.stands")));
            }
            List<Part.Line> trouble = trouble(visit, bundle.getSymbolicName());
            all.addAll(trouble);
            if (own != null) {
                own.forEach((label, values) -> all.add(new Part.Line(label, String.join("\n", values))));
            }
            // A bundle with a trouble is what somebody comes here for.
            boolean sound = runs && trouble.isEmpty();
            parts.add(sound ? parts.size() : 0, new Part.Facts(bundle.getSymbolicName(), all));
        }
        return new Reply.Show(Page.of(words.get("extensions.title"), "/extensions", way(visit), List.of(), parts));
    }

    /** What its handlers failed at since the manager started. */
    private List<Part.Line> trouble(Visit visit, String bundle) {
        Words words = visit.words();
        List<Part.Line> lines = new ArrayList<>();
        Integer stuck = navigation.stuckThreads().get(bundle);
        if (stuck != null) {
            lines.add(new Part.Line(words.get("extensions.stuck"), words.get("extensions.stuck.threads", stuck)));
        }
        for (Trouble trouble : navigation.troubles()) {
            if (trouble.bundle().equals(bundle)) {
                String label = words.get(
                        switch (trouble.sort()) {
                            case BROKEN -> "extensions.broken";
                            case TIMED_OUT -> "extensions.late";
                            case BUSY -> "extensions.busy";
                        });
                String last = visit.reader().clock(trouble.at());
                lines.add(new Part.Line(
                        label,
                        words.get("extensions.trouble", trouble.count(), last, trouble.path()) + "\n"
                                + words.get("problem.reference", trouble.reference())));
            }
        }
        return lines;
    }

    /** By the bundle's symbolic name and what it is: the paths on the menu, those that were refused, channels, servers. */
    private Map<String, Map<String, Set<String>>> brought(Words words) {
        Map<String, Map<String, Set<String>>> brought = new TreeMap<>();
        for (Contribution one : navigation.contributions()) {
            boolean taken = one.refusal().isEmpty();
            String value = taken ? one.path() : one.path() + ": " + one.refusal();
            add(brought, one.bundle(), words.get(taken ? "extensions.entry" : "extensions.refused"), value);
        }
        for (ServiceReference<?> channel : services(NotificationChannel.class)) {
            String name = String.valueOf(channel.getProperty(Channel.PROPERTY));
            add(brought, channel.getBundle().getSymbolicName(), words.get("extensions.channel"), name);
        }
        Map<String, Integer> links = new TreeMap<>();
        for (ServiceReference<?> link : services(ServerLink.class)) {
            String connector = link.getBundle().getSymbolicName() + " " + link.getProperty(Connects.CONNECTOR);
            links.merge(connector, 1, Integer::sum);
        }
        links.forEach((connector, count) -> {
            int space = connector.indexOf(' ');
            add(
                    brought,
                    connector.substring(0, space),
                    words.get("extensions.connector"),
                    words.get("extensions.servers", connector.substring(space + 1), count));
        });
        return brought;
    }

    private static void add(Map<String, Map<String, Set<String>>> brought, String bundle, String label, String value) {
        brought.computeIfAbsent(bundle, name -> new LinkedHashMap<>())
                .computeIfAbsent(label, name -> new TreeSet<>())
                .add(value);
    }

    /** Services that are still there when they are asked about. */
    private List<ServiceReference<?>> services(Class<?> type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .filter(reference -> reference.getBundle() != null)
                            .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter is none that is wrong", e);
        }
    }

    /** Whether a bundle is made against the API; a fragment stands still by nature. */
    private static boolean uses(Bundle bundle) {
        String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
        return imports != null && imports.contains(API) && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null;
    }
}
