package org.hinoban.web.internal.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hinoban.access.Sessions;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;

/** The login form, and how a form whose session had ended gets through it with what it held. */
public final class LoginPages {
    /** Names the field of the login form that says where to go on. */
    static final String TO = "to";

    static final String TOKEN_COOKIE = "hinoban-login";

    /** Says that somebody has logged in in this browser before. */
    static final String KNOWN_COOKIE = "hinoban-known";

    /** What belonged to the session that has ended. */
    private static final Set<String> NOT_CARRIED = Set.of("csrf", "lease");

    private static final String CARRIED = "f.";
    private static final int MAX_CARRIED_CHARS = 64 * 1024;
    private static final long TOKEN_SECONDS = 12 * 3600L;

    private final Sessions sessions;

    public LoginPages(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The form.
     *
     * @param to where to go on afterwards
     * @param carried the fields of the form that could not be sent; empty if there was none
     * @param alert why it is shown again; empty at first
     */
    public Page form(Visit visit, String to, Map<String, String> carried, String user, String alert) {
        Words words = visit.words();
        List<Part> parts = Part.Alert.first(alert);
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("csrf", token(visit));
        hidden.put(TO, isOwn(to) ? to : "/");
        carried.forEach((name, value) -> hidden.put(CARRIED + name, value));
        parts.add(new Part.Login(user, hidden));
        if (visit.json()) {
            parts.add(new Part.Buttons(
                    List.of(new Deed(words.get("login.execute"), "/login", hidden, Weight.MAIN, false, false))));
        }
        if (showsWhoIsHere(visit)) {
            parts.add(new Part.Names(words.get("login.now"), sessions.loggedIn(), words.get("login.nobody")));
        }
        parts.add(Part.Prose.soft(words.get("login.exclusive")));
        parts.add(new Part.Links(List.of(otherLanguage(visit, visit.isPost() ? "/login" : visit.target()))));
        return Page.of("Hinoban", "", List.of(), List.of(visit.host()), parts);
    }

    private boolean showsWhoIsHere(Visit visit) {
        return switch (sessions.showLoggedIn()) {
            case ALWAYS -> true;
            case KNOWN_DEVICES -> visit.cookie(KNOWN_COOKIE) != null;
            case NEVER -> false;
        };
    }

    /** Leads to the same page in the other language. */
    public static Link otherLanguage(Visit visit, String target) {
        boolean japanese = visit.words().language().equals("ja");
        String other = japanese ? "en" : "ja";
        String query = (target.contains("?") ? "&" : "?") + "lang=" + other;
        return new Link(japanese ? "English" : "日本語", target + query, other);
    }

    /** What a form held, without what belonged to its session; nothing of a form with a secret. */
    static Map<String, String> carriedBy(Visit visit) {
        if (visit.fields().containsKey(Part.Form.SECRET)) {
            return Map.of();
        }
        Map<String, String> carried = new LinkedHashMap<>();
        int chars = 0;
        for (Map.Entry<String, String> field : visit.fields().entrySet()) {
            chars += field.getKey().length() + field.getValue().length();
            if (!NOT_CARRIED.contains(field.getKey())) {
                carried.put(field.getKey(), field.getValue());
            }
        }
        return chars > MAX_CARRIED_CHARS ? Map.of() : carried;
    }

    /** What a login form carries of another. */
    public static Map<String, String> carriedThrough(Visit visit) {
        Map<String, String> carried = new LinkedHashMap<>();
        visit.fields().forEach((name, value) -> {
            if (name.startsWith(CARRIED)) {
                carried.put(name.substring(CARRIED.length()), value);
            }
        });
        return carried;
    }

    /** Where a login form says to go on; the first page if it says nothing of ours. */
    public static String target(Visit visit) {
        String to = visit.field(TO);
        return isOwn(to) ? to : "/";
    }

    /** Whether the form was drawn for this browser, so that nobody is logged in by a page of somebody else's. */
    static boolean hasToken(Visit visit) {
        return Secrets.same(visit.cookie(TOKEN_COOKIE), visit.field("csrf"));
    }

    private static String token(Visit visit) {
        String known = visit.cookie(TOKEN_COOKIE);
        if (known != null && Secrets.isOne(known)) {
            return known;
        }
        String token = Secrets.next();
        visit.set(TOKEN_COOKIE, token, TOKEN_SECONDS);
        return token;
    }

    /** Whether a target is a page of ours and can stand in a header. */
    public static boolean isOwn(String target) {
        return target.startsWith("/")
                && !target.startsWith("//")
                && target.length() <= 2048
                && target.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }
}
