package org.hinoban.notification.mail.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the last try over each route went. */
final class Health {
    static final String BUNDLE = "org.hinoban.notification.mail";

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    /** For how long a server that was not reached is asked after the others. */
    private static final long AVOIDED_NANOS = 30_000_000_000L;

    private final Map<Route, Fall> fallen = new ConcurrentHashMap<>();

    private record Fall(String answer, boolean slow, long nanoTime) {}

    void worked(Route route) {
        if (fallen.remove(route) != null) {
            LOG.info("Mail route {} works again", route.name());
        }
    }

    void failed(Route route, RouteException failure) {
        String answer = String.valueOf(failure.getMessage());
        Fall before =
                fallen.put(route, new Fall(answer, failure.cause() == RouteException.Cause.NETWORK, System.nanoTime()));
        if (before == null || !before.answer().equals(answer)) {
            LOG.warn("Mail route {} ({}, port {}) takes no mail: {}", route.name(), route.host(), route.port(), answer);
        }
    }

    /** In the order that they are to be tried in: those that could not even be reached a moment ago come last. */
    List<Route> order(List<Route> routes) {
        List<Route> good = new ArrayList<>();
        List<Route> avoided = new ArrayList<>();
        for (Route route : routes) {
            Fall fall = fallen.get(route);
            boolean avoid = fall != null && fall.slow() && System.nanoTime() - fall.nanoTime() < AVOIDED_NANOS;
            (avoid ? avoided : good).add(route);
        }
        good.addAll(avoided);
        return good;
    }

    /** What is to be said of these routes; what is known of others is forgotten. */
    List<Notice> notices(List<Route> routes) {
        fallen.keySet().retainAll(routes);
        List<Notice> notices = new ArrayList<>();
        for (Route route : routes) {
            Fall fall = fallen.get(route);
            if (fall != null) {
                notices.add(new Notice(
                        Text.of(
                                BUNDLE,
                                "degraded",
                                "Mail path degraded: {0} ({1}, port {2}): {3}",
                                route.name(),
                                route.host(),
                                String.valueOf(route.port()),
                                fall.answer()),
                        true));
            }
        }
        return notices;
    }
}
