package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.access.Leases;
import org.hinoban.access.Sessions;
import org.hinoban.api.health.Vitals;
import org.hinoban.api.menu.Role;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notification.Recipient;
import org.hinoban.delivery.Deliveries;
import org.hinoban.delivery.Deliveries.Delivery;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.Frames;
import org.hinoban.web.internal.door.OwnAddress;
import org.hinoban.web.internal.door.OwnPageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Reader;
import org.hinoban.web.internal.page.Words;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** How the manager is set up and what it has to say of itself; to be looked at. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/settings")
public final class SettingsServlet extends OwnPageServlet {
    private static final long serialVersionUID = 1;
    private static final int LATEST_DELIVERIES = 10;

    private final transient OwnAddress own;
    private final transient Sessions sessions;
    private final transient Leases leases;
    private final transient Navigation navigation;
    private final transient Frames frames;
    private final String version;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable Deliveries deliveries;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile @Nullable Vitals vitals;

    @Activate
    public SettingsServlet(
            BundleContext context,
            @Reference Door door,
            @Reference OwnAddress own,
            @Reference Sessions sessions,
            @Reference Leases leases,
            @Reference Navigation navigation,
            @Reference Frames frames) {
        this(context.getBundle().getVersion().toString(), door, own, sessions, leases, navigation, frames);
    }

    public SettingsServlet(
            String version,
            Door door,
            OwnAddress own,
            Sessions sessions,
            Leases leases,
            Navigation navigation,
            Frames frames) {
        super(door);
        this.version = version;
        this.own = own;
        this.sessions = sessions;
        this.leases = leases;
        this.navigation = navigation;
        this.frames = frames;
    }

    @Override
    protected Reply get(Visit visit) throws InterruptedException {
        if (!visit.role().includes(Role.OPERATOR)) {
            return Problems.forbidden(visit);
        }
        Words words = visit.words();
        Reader reader = visit.reader();
        List<Part> parts = new ArrayList<>();
        for (Notice notice : frames.notices()) {
            if (!notice.urgent()) {
                parts.add(new Part.Note(reader.say(notice.text())));
            }
        }
        parts.add(new Part.Facts(
                "",
                List.of(
                        new Part.Line(words.get("settings.version"), version),
                        new Part.Line(words.get("settings.url"), own.url()))));
        parts.add(new Part.Names(words.get("login.now"), sessions.loggedIn(), words.get("login.nobody")));
        parts.add(new Part.Names(
                words.get("settings.leases"),
                leases.held().stream()
                        .map(lease -> (lease.server().equals("*") ? "" : lease.server() + " · ")
                                + Offers.operating(visit, lease))
                        .toList(),
                words.get("settings.leases.none")));
        Vitals known = vitals;
        if (known != null) {
            parts.add(VitalFacts.of(visit, known));
        }
        Deliveries present = deliveries;
        if (present != null) {
            notification(visit, present, parts);
        }
        extensions(visit, parts);
        return new Reply.Show(Page.of(words.get("settings.title"), "/settings", way(visit), List.of(), parts));
    }

    private static void notification(Visit visit, Deliveries deliveries, List<Part> parts) {
        Words words = visit.words();
        parts.add(new Part.Facts(
                words.get("settings.recipients"),
                deliveries.recipients().stream()
                        .map((Recipient r) -> new Part.Line(
                                r.name(),
                                r.channel() + ": " + r.address() + " ("
                                        + r.language().getLanguage() + ")"))
                        .toList()));
        List<Part.Line> latest = new ArrayList<>();
        for (Delivery delivery : deliveries.latest(LATEST_DELIVERIES)) {
            Instant accepted = delivery.accepted();
            String state = accepted != null
                    ? words.get("settings.accepted", visit.reader().clock(accepted))
                    : tried(words, delivery);
            latest.add(new Part.Line(delivery.recipient(), (state + " " + delivery.answer()).strip()));
        }
        if (!latest.isEmpty()) {
            parts.add(new Part.Facts(words.get("settings.deliveries"), latest));
        }
    }

    private static String tried(Words words, Delivery delivery) {
        String key = delivery.abandoned() ? "settings.abandoned" : "settings.waiting";
        return words.get(delivery.attempts() == 1 ? key + ".one" : key, delivery.attempts());
    }

    private void extensions(Visit visit, List<Part> parts) {
        List<Part.Line> refused = navigation.contributions().stream()
                .filter(contribution -> !contribution.refusal().isEmpty())
                .map((Contribution it) -> new Part.Line(it.bundle(), it.path() + ": " + it.refusal()))
                .toList();
        if (!refused.isEmpty()) {
            parts.add(new Part.Facts(visit.words().get("settings.refused"), refused));
        }
    }
}
