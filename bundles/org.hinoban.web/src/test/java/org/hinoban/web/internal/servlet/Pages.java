package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hinoban.access.Leases;
import org.hinoban.access.Sessions;
import org.hinoban.api.server.Servers;
import org.hinoban.audit.AuditLog;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.Frames;
import org.hinoban.web.internal.door.OwnAddress;
import org.hinoban.web.internal.live.Changes;

/** Puts the pages together as the component runtime does. */
public final class Pages {
    private Pages() {}

    /** The servlets under their patterns. */
    public static Map<String, Servlet> all(
            Door door,
            OwnAddress own,
            Frames frames,
            Changes changes,
            Sessions sessions,
            Leases leases,
            Servers servers,
            States states,
            Incidents incidents,
            Navigation navigation,
            AuditLog audit) {
        Offers offers = new Offers(leases);
        Screens screens = new Screens(navigation, states, offers, own);
        Stopwatch stopwatch = new Stopwatch(incidents, navigation, null);
        Openings openings = new Openings(incidents);
        Briefly briefly = new Briefly();
        Results results = new Results(navigation, states, incidents, offers, screens, stopwatch);
        Actions actions = new Actions(navigation, states, offers, screens, results, openings, changes);
        FixCards cards = new FixCards(servers, incidents, navigation, offers, screens, stopwatch, briefly);
        IncidentsServlet incident =
                new IncidentsServlet(door, incidents, servers, cards, actions, openings, audit, changes);
        Map<String, Servlet> all = new LinkedHashMap<>();
        all.put("/", new SiteServlet(door, new Overview(servers, states, leases, navigation), navigation, screens));
        all.put(
                "/servers/*",
                new ServerServlet(
                        door,
                        servers,
                        navigation,
                        new Menus(navigation, states, offers, briefly),
                        screens,
                        actions,
                        new LeasePages(leases, audit, changes)));
        all.put("/incidents", incident);
        all.put("/incidents/*", incident);
        all.put("/i/*", incident);
        all.put("/login", new LoginServlet(door, sessions, navigation, openings, audit, changes));
        all.put("/logout", new LogoutServlet(door, sessions, audit, changes));
        all.put("/account", new AccountServlet(door, navigation));
        all.put("/settings", new SettingsServlet("1.2.3", door, own, sessions, leases, navigation, frames));
        all.put("/assets/live.js", new AssetsServlet());
        all.put("/healthz", new HealthServlet(new Watchers(door)));
        return all;
    }
}
