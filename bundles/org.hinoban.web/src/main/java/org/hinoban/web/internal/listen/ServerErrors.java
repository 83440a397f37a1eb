package org.hinoban.web.internal.listen;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.hinoban.web.internal.page.Assets;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Html;
import org.hinoban.web.internal.page.Json;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Component;

/** Draws our page for what the HTTP server refuses before any servlet sees it, such as {@code %2F} in a path. */
@Component(service = Handler.class)
public final class ServerErrors extends Handler.Abstract {
    @Override
    public void setServer(Server server) {
        super.setServer(server);
        if (server != null) {
            server.setErrorHandler(new Pages());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        return false;
    }

    /** As the server's error handler. */
    static final class Pages extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = Math.max(400, response.getStatus());
            String accept = request.getHeaders().get(HttpHeader.ACCEPT);
            String language = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
            Words words = Words.of(language != null && language.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH);
            String message = words.get(
                    status == 404
                            ? "problem.404"
                            : status == 405 ? "problem.method" : status < 500 ? "problem.400" : "problem.500");
            boolean json = accept != null && accept.contains("application/json");
            byte[] content;
            if (json) {
                content = Json.error(status == 404 ? "not-found" : status < 500 ? "refused" : "broken", message, "");
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            } else {
                content = Html.draw(page(words, status, message), frame(words));
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
                response.getHeaders().put("Content-Security-Policy", Assets.CONTENT_SECURITY_POLICY);
            }
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

        private static Page page(Words words, int status, String message) {
            String title = words.get(
                    status == 404 ? "problem.title.404" : status < 500 ? "problem.title.400" : "problem.title.500");
            return Page.of(
                    title,
                    "",
                    List.of(),
                    List.of(),
                    List.of(
                            new Part.Prose("", List.of(new Part.Span(message, "")), false),
                            new Part.Links(List.of(new Link(words.get("servers.title"), "/")))));
        }

        private static Frame frame(Words words) {
            return new Frame(words, null, "", List.of(), List.of(), List.of(), "", "");
        }
    }
}
