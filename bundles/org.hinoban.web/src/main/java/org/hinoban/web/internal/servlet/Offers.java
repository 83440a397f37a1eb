package org.hinoban.web.internal.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.access.Leases;
import org.hinoban.access.Leases.Lease;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.web.internal.door.Secrets;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes buttons of what can be done, drawn with all that the core wants to know when they are pressed. */
@Component(service = Offers.class)
public final class Offers {
    private final Leases leases;

    @Activate
    public Offers(@Reference Leases leases) {
        this.leases = leases;
    }

    /** Buttons for actions: what destroys in vermilion, the first of the others as the page's main one. */
    List<Deed> deeds(Visit visit, List<OfferedAction> actions, boolean confirmed) {
        List<Deed> deeds = new ArrayList<>();
        boolean mainTaken = false;
        for (OfferedAction action : actions) {
            Weight weight = action.destructive() ? Weight.DANGER : mainTaken ? Weight.QUIET : Weight.MAIN;
            mainTaken |= weight == Weight.MAIN;
            deeds.add(deed(visit, action, weight, confirmed));
        }
        return deeds;
    }

    Deed deed(Visit visit, OfferedAction action, Weight weight, boolean confirmed) {
        Map<String, String> fields = visit.hidden();
        fields.put("id", Secrets.next());
        fields.put("expected", action.expected().word());
        own(visit, action.server()).ifPresent(lease -> fields.put("lease", Long.toString(lease.token())));
        if (confirmed) {
            fields.put("confirm", "yes");
        }
        return new Deed(
                visit.reader().say(action.label()),
                url(action),
                fields,
                weight,
                action.confirm() && !confirmed,
                action.destructive());
    }

    /** A button that changes nothing on a server. */
    static Deed plain(Visit visit, String label, String url, Weight weight, Map<String, String> more) {
        Map<String, String> fields = visit.hidden();
        fields.putAll(more);
        return new Deed(label, url, fields, weight, false, false);
    }

    static String url(OfferedAction action) {
        return "/servers/" + action.server() + action.path();
    }

    /** The visitor's own lease of a server. */
    Optional<Lease> own(Visit visit, String server) {
        return leases.of(server)
                .filter(lease -> lease.session().equals(visit.session().id()));
    }

    /** Says who operates a server; empty if nobody does. */
    String operating(Visit visit, String server) {
        return leases.of(server).map(lease -> operating(visit, lease)).orElse("");
    }

    static String operating(Visit visit, Lease lease) {
        Words words = visit.words();
        if (lease.session().equals(visit.session().id())) {
            return words.get("lease.mine");
        }
        if (lease.user().equals(visit.session().user())) {
            return words.get("lease.elsewhere.short");
        }
        return words.get("lease.of", lease.user(), since(visit, lease));
    }

    /** Since when somebody operates, and for how long that person has done nothing. */
    static String since(Visit visit, Lease lease) {
        Words words = visit.words();
        Duration idle = lease.idle();
        String since = visit.reader().minute(lease.since());
        return idle.toSeconds() < 10
                ? words.get("lease.since", since)
                : words.get("lease.since.idle", since, visit.reader().span(idle));
    }
}
