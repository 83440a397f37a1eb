package org.hinoban.web.internal.draw;

import java.util.ArrayList;
import java.util.List;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;

/** The page that says why there is no other. */
public final class ProblemPage {
    private ProblemPage() {}

    /**
     * @param reference what the log can be searched for; empty if it says nothing
     * @param target what was asked for, and may be asked for again where it was not the visitor's mistake; empty if not
     */
    public static Page of(Words words, int status, String message, String reference, String target) {
        List<Part> parts = new ArrayList<>();
        if (!message.isEmpty()) {
            parts.add(Part.Prose.of(message));
        }
        if (!reference.isEmpty()) {
            parts.add(Part.Prose.soft(words.get("problem.reference", reference)));
        }
        boolean again = status >= 500 && !target.isEmpty() && !target.equals("/");
        List<Link> links = new ArrayList<>();
        if (again) {
            links.add(new Link(words.get("problem.again"), target));
        }
        links.add(new Link(words.get("servers.title"), "/"));
        parts.add(new Part.Links(links, again));
        return Page.of(title(words, status), "", List.of(), List.of(), parts);
    }

    private static String title(Words words, int status) {
        return switch (status) {
            case 403 -> words.get("problem.title.403");
            case 404 -> words.get("problem.title.404");
            case 409 -> words.get("problem.title.409");
            case 503 -> words.get("problem.title.503");
            case 504 -> words.get("problem.title.504");
            default -> words.get(status < 500 ? "problem.title.400" : "problem.title.500");
        };
    }
}
