package org.hinoban.web.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.live.Changes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Tells open pages what changed, as server-sent events. Ends with the session. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/events")
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long BEAT_SECONDS = 15;
    private static final int MAX_OF_A_SESSION = 6;
    private static final int MAX_OF_ALL = 500;

    private final transient Door door;
    private final transient Changes changes;

    /** The secret of the session that each belongs to. */
    private final transient Map<Stream, String> streams = new ConcurrentHashMap<>();

    private final transient ScheduledExecutorService heart;

    @Activate
    public EventsServlet(@Reference Door door, @Reference Changes changes) {
        this.door = door;
        this.changes = changes;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hinoban-events");
            thread.setDaemon(true);
            return thread;
        });
        var unused = heart.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    public void close() {
        heart.shutdownNow();
        streams.keySet().forEach(Stream::end);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String secret = door.secret(request);
        if (secret == null || !door.lasts(secret)) {
            response.setStatus(401);
            return;
        }
        if (streams.size() >= MAX_OF_ALL) {
            response.setHeader("Retry-After", "15");
            response.setStatus(503);
            return;
        }
        endOldest(secret);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Accel-Buffering", "no");
        String resumed = request.getHeader("Last-Event-ID");
        String asked = request.getParameter("after");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        Stream stream = new Stream(
                context,
                response.getOutputStream(),
                changes,
                resumed != null ? resumed : asked != null ? asked : changes.position(),
                streams::remove);
        // Whatever ends it from here on finds it in its place.
        streams.put(stream, secret);
        context.addListener(stream);
        response.getOutputStream().setWriteListener(stream);
        stream.start();
    }

    /** A page that was left is noticed late: of too many streams of one session the oldest ends. */
    private void endOldest(String secret) {
        List<Stream> own = streams.entrySet().stream()
                .filter(entry -> entry.getValue().equals(secret))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Stream::begun))
                .toList();
        own.stream().limit(Math.max(0, own.size() - MAX_OF_A_SESSION + 1)).forEach(Stream::end);
    }

    private void beat() {
        streams.forEach((stream, secret) -> {
            if (door.lasts(secret)) {
                stream.beat();
            } else {
                stream.end();
            }
        });
    }
}
