package org.hinoban.web.internal.door;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.localization.Localizer;
import org.hinoban.navigation.Visitor;
import org.hinoban.web.internal.draw.Json;
import org.hinoban.web.internal.page.Reader;
import org.hinoban.web.internal.page.Words;
import org.jspecify.annotations.Nullable;

/** One request: who asks, from where, in what language, for what. Confined to the request's thread. */
public final class Visit {
    static final String LANGUAGE_COOKIE = "lang";
    private static final String ZONE_COOKIE = "tz";
    private static final int MAX_FORM_BYTES = 200_000;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Outside outside;
    private final @Nullable Session session;
    private final Reader reader;
    private final boolean json;
    private final String position;
    private @Nullable Map<String, String> fields;

    Visit(
            HttpServletRequest request,
            HttpServletResponse response,
            Outside outside,
            @Nullable Session session,
            Localizer localizer,
            String position) {
        this.request = request;
        this.response = response;
        this.outside = outside;
        this.session = session;
        this.position = position;
        this.reader = new Reader(localizer, chosenLanguage(), zone());
        this.json = Json.isWanted(request.getHeader("Accept"));
    }

    /** @throws IllegalStateException on a page that is open to everybody */
    public Session session() {
        if (session == null) {
            throw new IllegalStateException("Nobody is logged in");
        }
        return session;
    }

    public Optional<Session> anySession() {
        return Optional.ofNullable(session);
    }

    public Role role() {
        return session().role();
    }

    /** The hidden fields that each form of the visitor's has; to be added to. */
    public Map<String, String> hidden() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("csrf", session().csrf());
        return fields;
    }

    public Visitor visitor() {
        return new Visitor(session(), outside.client());
    }

    public Reader reader() {
        return reader;
    }

    public Words words() {
        return reader.words();
    }

    public boolean json() {
        return json;
    }

    /** Whether the visitor has chosen the language, rather than the browser. */
    public boolean languageChosen() {
        return cookie(LANGUAGE_COOKIE) != null;
    }

    /** The address of who asks. */
    public String client() {
        return outside.client();
    }

    /** By which the client reached us, with its port. */
    public String host() {
        return outside.host();
    }

    Outside outside() {
        return outside;
    }

    boolean isSecure() {
        return outside.scheme().equals("https");
    }

    String origin() {
        return outside.scheme() + "://" + outside.host();
    }

    /** Of the changes that were known before anything for this request was read. */
    public String position() {
        return position;
    }

    /** The path as it was asked for. */
    public String path() {
        return request.getRequestURI();
    }

    /** Path and query, without the choice of a language. */
    public String target() {
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return path();
        }
        StringBuilder kept = new StringBuilder();
        for (String pair : query.split("&")) {
            if (!pair.startsWith("lang=")) {
                kept.append(kept.isEmpty() ? '?' : '&').append(pair);
            }
        }
        return path() + kept;
    }

    boolean isPost() {
        return request.getMethod().equals("POST");
    }

    /** The first value of each parameter of query and form. */
    public Map<String, String> fields() {
        if (fields == null) {
            Map<String, String> all = new LinkedHashMap<>();
            try {
                request.getParameterMap().forEach((name, values) -> all.put(name, values[0]));
            } catch (RuntimeException e) {
                // Each server has exceptions of its own for a form that is too large or no form at all.
                int status = request.getContentLengthLong() > MAX_FORM_BYTES ? 413 : 400;
                throw new ProblemException(new Reply.Problem(status, words().get("problem.form"), ""));
            }
            fields = all;
        }
        return fields;
    }

    /** The value of a parameter; empty if there is none. */
    public String field(String name) {
        return fields().getOrDefault(name, "");
    }

    @Nullable
    String header(String name) {
        return request.getHeader(name);
    }

    @Nullable
    String cookie(String name) {
        return cookie(request, name);
    }

    static @Nullable String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /** Sets a cookie that no script reads. Lax, so that who follows the link in a mail is logged in already. */
    void set(String cookie, String value, long seconds) {
        response.addHeader(
                "Set-Cookie",
                cookie + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                        + (isSecure() ? "; Secure" : ""));
    }

    private Locale chosenLanguage() {
        String asked = languageAskedFor();
        if (asked == null && session != null && session.language() != null) {
            return session.language();
        }
        if (asked == null) {
            asked = cookie(LANGUAGE_COOKIE);
        }
        if (asked == null || !(asked.equals("en") || asked.equals("ja"))) {
            String accepted = request.getHeader("Accept-Language");
            return accepted != null && accepted.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        }
        return asked.equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** Read without parsing the rest, which may be no form at all. */
    private @Nullable String languageAskedFor() {
        String query = request.getQueryString();
        int at = query == null ? -1 : ("&" + query).indexOf("&lang=");
        return query == null || at < 0 || query.length() < at + 7 ? null : query.substring(at + 5, at + 7);
    }

    /** The phone's own time zone, once its script has told it; till then the manager's. */
    private ZoneId zone() {
        String told = cookie(ZONE_COOKIE);
        if (told != null && told.length() < 40) {
            try {
                return ZoneId.of(told.replace('~', '/'));
            } catch (DateTimeException e) {
                return ZoneId.systemDefault();
            }
        }
        return ZoneId.systemDefault();
    }
}
