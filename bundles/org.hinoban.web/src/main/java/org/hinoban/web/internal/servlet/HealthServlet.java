package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.hinoban.api.health.Vitals;
import org.hinoban.api.health.Vitals.Part;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.draw.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Whether the manager does its work, for load balancers and monitors: nobody has to log in. What exactly is wrong is told
 * to those alone who may read the measures, for it names other machines.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/healthz")
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Watchers watchers;

    @Activate
    public HealthServlet(@Reference Watchers watchers) {
        this.watchers = watchers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Vitals known = watchers.vitals();
            List<Part> parts = known == null ? List.of() : known.parts();
            boolean inFull = known != null && watchers.maySee(known, request);
            int status = parts.stream().allMatch(Part::isSound) ? 200 : 503;
            if (Json.isWanted(request.getHeader("Accept"))) {
                Watchers.send(response, status, "application/json", Json.health(parts, inFull));
            } else {
                Watchers.send(response, status, "text/plain;charset=utf-8", text(parts, inFull));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.setStatus(503);
        }
    }

    /** The first line is all that most need: <i>ok</i>, or what is not. */
    private static String text(List<Part> parts, boolean inFull) {
        List<String> unsound =
                parts.stream().filter(part -> !part.isSound()).map(Part::name).toList();
        StringBuilder text = new StringBuilder();
        text.append(unsound.isEmpty() ? "ok" : "not sound: " + String.join(", ", unsound))
                .append('\n');
        for (Part part : parts) {
            text.append(part.name()).append(": ").append(part.state().word());
            if (inFull) {
                text.append(": ").append(part.text().inEnglish().replaceAll("\\s+", " "));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
