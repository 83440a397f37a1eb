package org.hinoban.web.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hinoban.api.health.Vitals;
import org.hinoban.web.internal.door.Door;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Those who watch the manager, and what they may see: all of it from this machine itself or with the token. */
@Component(service = Watchers.class)
public final class Watchers {
    private static final String BEARER = "Bearer ";

    private final Door door;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Vitals vitals;

    @Activate
    public Watchers(@Reference Door door) {
        this.door = door;
    }

    /** As {@link #Watchers(Door)}, with somebody who knows. */
    public Watchers(Door door, Vitals vitals) {
        this(door);
        this.vitals = vitals;
    }

    /** Who knows how the manager is; null while nobody does. */
    @Nullable
    Vitals vitals() {
        return vitals;
    }

    boolean maySee(Vitals known, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean hasToken = authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && known.isToken(authorization.substring(BEARER.length()).strip());
        return hasToken || door.isFromThisMachine(request);
    }

    /** Sends what no person reads: without a page around it. */
    static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        send(response, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpServletResponse response, int status, String type, byte[] content) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
