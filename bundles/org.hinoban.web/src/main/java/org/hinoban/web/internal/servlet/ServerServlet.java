package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import java.util.Optional;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.PageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Everything that belongs to one server: its operation menu, what bundles contribute to it, its actions, its lease. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/servers/*")
public final class ServerServlet extends PageServlet {
    private static final long serialVersionUID = 1;
    private static final String LEASE = "/lease";

    private final transient Servers servers;
    private final transient Navigation navigation;
    private final transient Menus menus;
    private final transient Screens screens;
    private final transient Actions actions;
    private final transient LeasePages leases;

    @Activate
    public ServerServlet(
            @Reference Door door,
            @Reference Servers servers,
            @Reference Navigation navigation,
            @Reference Menus menus,
            @Reference Screens screens,
            @Reference Actions actions,
            @Reference LeasePages leases) {
        super(door);
        this.servers = servers;
        this.navigation = navigation;
        this.menus = menus;
        this.screens = screens;
        this.actions = actions;
        this.leases = leases;
    }

    @Override
    protected Reply get(Visit visit) throws InterruptedException {
        Optional<Place> place = Place.of(visit.path());
        if (place.isEmpty()) {
            return new Reply.SeeOther("/");
        }
        Optional<ManagedServer> server = servers.find(place.get().server());
        if (server.isEmpty()) {
            return unknown(visit, place.get());
        }
        return get(visit, place.get(), server.get());
    }

    private Reply get(Visit visit, Place place, ManagedServer server) throws InterruptedException {
        if (place.path().isEmpty()) {
            return new Reply.Show(menus.page(visit, server));
        }
        if (place.path().equals(LEASE)) {
            return leases.status(visit, server);
        }
        Optional<OfferedAction> action = navigation.action(place.server(), place.path(), visit.role());
        String execution = visit.field("id");
        if (!execution.isEmpty() && (action.isPresent() || isOf(place, execution))) {
            return actions.result(visit, place, server, execution);
        }
        if (action.isPresent()) {
            Optional<Outcome.NotFound> gone = navigation.gone(visit.visitor(), place.server(), place.path());
            if (gone.isPresent()) {
                return Problems.of(visit, gone.get());
            }
            return new Reply.Show(actions.confirmation(visit, place, server, action.get()));
        }
        Outcome outcome = navigation.open(visit.visitor(), place.server(), place.path(), visit.fields());
        return outcome instanceof Outcome.Shown shown
                ? new Reply.Show(screens.ofServer(visit, place, server.name(), shown))
                : Problems.of(visit, outcome);
    }

    @Override
    protected Reply post(Visit visit) throws InterruptedException {
        Optional<Place> place = Place.of(visit.path());
        if (place.isEmpty()) {
            return Problems.notFound(visit);
        }
        Optional<ManagedServer> server = servers.find(place.get().server());
        String path = place.get().path();
        // A lease of what is not there can be held, for the server may come back, or be the whole site; nobody begins
        // one.
        if (path.startsWith(LEASE + "/") && (server.isPresent() || leases.isHeld(place.get()))) {
            return leases.change(visit, place.get(), path.substring(LEASE.length() + 1));
        }
        return server.isEmpty() ? unknown(visit, place.get()) : actions.perform(visit, place.get(), server.get());
    }

    /** The result stays to be seen when the bundle whose action it was has gone. */
    private boolean isOf(Place place, String execution) {
        return navigation
                .execution(execution)
                .filter(it -> it.server().equals(place.server()) && it.path().equals(place.path()))
                .isPresent();
    }

    private static Reply unknown(Visit visit, Place place) {
        return new Reply.Problem(404, visit.words().get("problem.server", place.server()), "");
    }
}
