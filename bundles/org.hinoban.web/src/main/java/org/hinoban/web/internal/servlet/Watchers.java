package org.hinoban.web.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hinoban.api.health.Vitals;
import org.hinoban.web.internal.door.Door;

/** Those who watch the manager: whoever asks from this machine itself, or knows the token. */
final class Watchers {
    private static final String BEARER = "Bearer ";

    private Watchers() {}

    static boolean maySee(Door door, Vitals vitals, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean hasToken = authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && vitals.isToken(authorization.substring(BEARER.length()).strip());
        return hasToken || door.isFromThisMachine(request);
    }

    /** Sends what no person reads: without a page around it. */
    static void send(HttpServletResponse response, String type, byte[] content) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
