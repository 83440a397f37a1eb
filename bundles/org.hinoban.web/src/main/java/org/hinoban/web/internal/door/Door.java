package org.hinoban.web.internal.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hinoban.access.Session;
import org.hinoban.access.Sessions;
import org.hinoban.api.text.LogReference;
import org.hinoban.localization.Localizer;
import org.hinoban.store.DatabaseException;
import org.hinoban.web.internal.draw.Asked;
import org.hinoban.web.internal.draw.BarePages;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Reader;
import org.hinoban.web.internal.page.Words;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request pass to its servlet, or not: nobody without a session, no form without its token or from elsewhere, no
 * method but GET, HEAD and POST. What is not allowed explicitly is denied.
 */
@Component(service = Door.class)
public final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final long REMEMBERED_SECONDS = 365 * 86_400L;
    private static final long SESSION_SECONDS = 30 * 86_400L;

    private final Sessions sessions;
    private final Localizer localizer;
    private final OwnAddress own;
    private final Frames frames;
    private final Changes changes;
    private final LoginPages logins;

    @Activate
    public Door(
            @Reference Sessions sessions,
            @Reference Localizer localizer,
            @Reference OwnAddress own,
            @Reference Frames frames,
            @Reference Changes changes) {
        this.sessions = sessions;
        this.localizer = localizer;
        this.own = own;
        this.frames = frames;
        this.changes = changes;
        this.logins = new LoginPages(sessions);
    }

    void pass(PageServlet servlet, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(servlet, request, response);
        } catch (DatabaseException e) {
            // Not even the visitor could be found out.
            String reference = withoutDatabase(request, e);
            Asked asked = asked(request);
            byte[] content = BarePages.withoutDatabase(
                    words -> withoutDatabase(words, new Reader(localizer, words.locale(), ZoneId.systemDefault()), e),
                    asked,
                    reference);
            Answering.bare(response, 503, asked.type(), content);
        } catch (RuntimeException e) {
            String reference = failed(request, e);
            Asked asked = asked(request);
            Answering.bare(response, 500, asked.type(), BarePages.error(500, asked, reference));
        }
    }

    private static Asked asked(HttpServletRequest request) {
        String query = request.getQueryString();
        String target = request.getRequestURI() + (query == null ? "" : "?" + query);
        boolean again = !request.getMethod().equals("POST") && LoginPages.isOwn(target);
        return new Asked(again ? target : "", request.getHeader("Accept"), request.getHeader("Accept-Language"));
    }

    private void answer(PageServlet servlet, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Outside outside = Outside.of(request, own);
        Session session = session(request, outside).orElse(null);
        Visit visit = new Visit(request, response, outside, session, localizer, changes.position());
        Reply reply;
        try {
            reply = reply(servlet, visit, request.getMethod());
        } catch (ProblemException e) {
            reply = e.problem();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply = new Reply.Problem(503, visit.words().get("problem.stopping"), "");
        } catch (DatabaseException e) {
            String reference = withoutDatabase(request, e);
            String message = withoutDatabase(visit.words(), visit.reader(), e);
            reply = new Reply.Problem(503, message, reference);
        } catch (RuntimeException e) {
            String reference = failed(request, e);
            reply = new Reply.Problem(500, visit.words().get("problem.500"), reference);
        }
        boolean nowhere = reply instanceof Reply.Problem problem && problem.status() == 404;
        Frame frame = frames.frame(visit, nowhere ? "" : servlet.section(visit));
        new Answering(request, response, visit, frame).send(reply);
    }

    /** One line: that the database is away is said where it is noticed. */
    private static String withoutDatabase(HttpServletRequest request, DatabaseException e) {
        String reference = LogReference.next();
        LOG.atWarn()
                .addKeyValue(LogReference.KEY, reference)
                .log("{} {} found no database: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
        return reference;
    }

    private static String withoutDatabase(Words words, Reader reader, DatabaseException e) {
        return e.explanation().isEmpty()
                ? words.get("problem.database")
                : reader.say(e.explanation()) + "\n" + words.get("problem.database.kept");
    }

    private static String failed(HttpServletRequest request, RuntimeException e) {
        String reference = LogReference.next();
        LOG.atError()
                .addKeyValue(LogReference.KEY, reference)
                .setCause(e)
                .log(
                        "{} {} failed; the page says so, nothing else was lost",
                        request.getMethod(),
                        request.getRequestURI());
        return reference;
    }

    /** The session of a request, if it has one that still lasts. What a page asks for by itself is no sign of its owner. */
    private Optional<Session> session(HttpServletRequest request, Outside outside) {
        String secret = secret(request, outside);
        if (secret == null) {
            return Optional.empty();
        }
        return request.getHeader("X-Live") == null ? sessions.find(secret) : sessions.peek(secret);
    }

    /** What the browser knows its session by; null if it has none. */
    public @Nullable String secret(HttpServletRequest request) {
        return secret(request, Outside.of(request, own));
    }

    private static @Nullable String secret(HttpServletRequest request, Outside outside) {
        String secret = Visit.cookie(request, SessionCookie.name(outside));
        return secret == null || secret.isEmpty() || secret.length() > 100 || !Secrets.isPlain(secret) ? null : secret;
    }

    /** Whether a session still lasts; no sign of its owner. */
    public boolean lasts(@Nullable String secret) {
        return secret != null && sessions.peek(secret).isPresent();
    }

    /**
     * Whether a request comes from this machine itself and through no proxy, not even one that nobody told us of: then its
     * peer is who asks.
     */
    public boolean isFromThisMachine(HttpServletRequest request) {
        return Outside.isLocal(request, own);
    }

    /** Remembers a login in the browser. */
    public void welcome(Visit visit, String secret) {
        visit.set(SessionCookie.name(visit.outside()), secret, SESSION_SECONDS);
        visit.set(LoginPages.KNOWN_COOKIE, "yes", REMEMBERED_SECONDS);
    }

    public void farewell(Visit visit) {
        visit.set(SessionCookie.name(visit.outside()), "", 0);
    }

    private Reply reply(PageServlet servlet, Visit visit, String method) throws InterruptedException {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (!reads && !method.equals("POST")) {
            return new Reply.Problem(405, visit.words().get("problem.method"), "");
        }
        if (!isClean(visit.path())) {
            return new Reply.Problem(404, visit.words().get("problem.404"), "");
        }
        if (reads) {
            rememberLanguage(visit);
        }
        if (visit.anySession().isEmpty() && !servlet.isOpen()) {
            return withoutSession(visit, reads);
        }
        if (reads) {
            return servlet.get(visit);
        }
        String expected = visit.anySession().map(Session::csrf).orElse(null);
        boolean tokenHolds = servlet.isOpen()
                ? LoginPages.hasToken(visit) || Secrets.same(expected, visit.field("csrf"))
                : Secrets.same(expected, visit.field("csrf"));
        if (!isFromHere(visit) || !tokenHolds) {
            return new Reply.Problem(403, visit.words().get("problem.token"), "");
        }
        return servlet.post(visit);
    }

    private Reply withoutSession(Visit visit, boolean reads) {
        Words words = visit.words();
        if (visit.json()) {
            return new Reply.Problem(401, words.get("login.needed"), "");
        }
        if (reads) {
            return new Reply.Show(logins.form(visit, visit.target(), Map.of(), "", ""));
        }
        Map<String, String> carried = LoginPages.carriedBy(visit);
        String alert = words.get(carried.isEmpty() ? "login.ended.again" : "login.ended");
        return new Reply.Show(logins.form(visit, visit.target(), carried, "", alert));
    }

    /** A browser says where a form comes from. One that says nothing has at least the token. */
    private boolean isFromHere(Visit visit) {
        String origin = visit.header("Origin");
        return origin == null
                || origin.equalsIgnoreCase(visit.origin())
                || origin.equalsIgnoreCase(originOf(own.url()));
    }

    private static String originOf(String url) {
        int host = url.indexOf("://");
        int path = host < 0 ? -1 : url.indexOf('/', host + 3);
        return path < 0 ? url : url.substring(0, path);
    }

    private void rememberLanguage(Visit visit) {
        String query = visit.header("X-Live") == null ? visit.field("lang") : "";
        if (query.equals("en") || query.equals("ja")) {
            visit.set(Visit.LANGUAGE_COOKIE, query, REMEMBERED_SECONDS);
            visit.anySession()
                    .ifPresent(session ->
                            sessions.language(session, query.equals("ja") ? Locale.JAPANESE : Locale.ENGLISH));
        }
    }

    /** Whether a path holds only what our URLs are written with: then no two paths mean the same. */
    private static boolean isClean(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/._~-".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
