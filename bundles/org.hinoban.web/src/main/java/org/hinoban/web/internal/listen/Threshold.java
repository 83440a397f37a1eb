package org.hinoban.web.internal.listen;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.hinoban.web.internal.door.LoginPages;
import org.hinoban.web.internal.draw.Asked;
import org.hinoban.web.internal.draw.Assets;
import org.hinoban.web.internal.draw.BarePages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stands before the servlets. Nobody passes until all of them are registered: the HTTP server remembers for each path
 * which servlet answered it first, so that a request in between would have the wrong one for ever. And it draws our page
 * for what the server refuses before any servlet sees it, such as {@code %2F} in a path.
 */
@Component(
        service = {Handler.class, Threshold.class},
        property = "service.ranking:Integer=1000")
public final class Threshold extends Handler.Abstract {
    private final Traffic traffic;
    private volatile boolean open;

    @Activate
    public Threshold(@Reference Traffic traffic) {
        this.traffic = traffic;
    }

    /** Lets people in. */
    public void open() {
        open = true;
    }

    /** Lets nobody in until the servlets, which are about to go, are back. */
    public void close() {
        open = false;
    }

    @Override
    public void setServer(Server server) {
        super.setServer(server);
        if (server != null) {
            server.setErrorHandler(new Pages());
            server.addEventListener(new AnyName());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        traffic.follow(request, response);
        if (open) {
            return false;
        }
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        Response.writeError(request, response, callback, 503);
        return true;
    }

    /** As the server's error handler. */
    static final class Pages extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = Math.max(400, response.getStatus());
            Asked asked = new Asked(
                    again(request),
                    request.getHeaders().get(HttpHeader.ACCEPT),
                    request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
            byte[] content = BarePages.error(status, asked, "");
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, asked.type());
            response.getHeaders().put("Content-Security-Policy", Assets.CONTENT_SECURITY_POLICY);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
            if (request.getMethod().equals("HEAD")) {
                callback.succeeded();
            } else {
                response.write(true, ByteBuffer.wrap(content), callback);
            }
            return true;
        }

        private static String again(Request request) {
            String target = request.getHttpURI().getPathQuery();
            return target == null || request.getMethod().equals("POST") || !LoginPages.isOwn(target) ? "" : target;
        }
    }
}
