package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hinoban.api.health.Vitals;
import org.hinoban.web.internal.door.WebContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The measures, for Prometheus. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PLAIN = "text/plain;charset=utf-8";
    private static final String NOT_HERE = "Nobody measures: the bundle org.hinoban.health is not installed.\n";
    private static final String NOT_YOU =
            "Only for requests from this machine itself that come through no proxy, or with"
                    + " \"Authorization: Bearer TOKEN\", where TOKEN stands in the file that metrics.token.file of"
                    + " org.hinoban.health.cfg names.\n";

    private final transient Watchers watchers;

    @Activate
    public MetricsServlet(@Reference Watchers watchers) {
        this.watchers = watchers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Vitals known = watchers.vitals();
        if (known == null) {
            Watchers.send(response, 404, PLAIN, NOT_HERE);
        } else if (!watchers.maySee(known, request)) {
            Watchers.send(response, 403, PLAIN, NOT_YOU);
        } else {
            try {
                Watchers.send(response, 200, FORMAT, known.metrics());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                response.setStatus(503);
            }
        }
    }
}
