package org.hinoban.web.internal.listen;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.measure.Tally;
import org.hinoban.api.measure.Timings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts and times every request that reaches the server, whoever answers it. */
@Component(service = {Traffic.class, MeasureSource.class})
public final class Traffic implements MeasureSource {
    /** What stays open for as long as somebody looks at a page: its time says nothing. */
    private static final String EVENTS = "events";

    private static final Set<String> PAGES = Set.of(
            "login",
            "logout",
            "incidents",
            "i",
            "operators",
            "account",
            "audit",
            "extensions",
            "settings",
            EVENTS,
            "assets",
            "healthz",
            "metrics");

    private final Tally requests =
            new Tally("hinoban_http_requests_total", "Requests by kind of page and status.", "page", "status");
    private final Timings times =
            new Timings("hinoban_http_request_duration_seconds", "How long requests took, by kind of page.", "page");

    @Activate
    public Traffic() {}

    /** Counts a request once it is answered. */
    void follow(Request request, Response response) {
        String page = page(request.getHttpURI().getPath());
        Request.addCompletionListener(request, failure -> {
            requests.count(page, Integer.toString(response.getStatus()));
            if (!page.equals(EVENTS)) {
                times.took(Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()), page);
            }
        });
    }

    @Override
    public List<Measure> measures() {
        return List.of(requests.measure(), times.measure());
    }

    /** The kind of page: few, whatever is asked for. Pages of bundles are one kind; their times are those of handlers. */
    static String page(String path) {
        String[] segments = path.split("/", 4);
        String first = segments.length < 2 ? "" : segments[1];
        if (first.isEmpty()) {
            return "servers";
        }
        if (first.equals("servers")) {
            return segments.length > 3 ? "screen" : "server";
        }
        return PAGES.contains(first) ? first : "site";
    }
}
