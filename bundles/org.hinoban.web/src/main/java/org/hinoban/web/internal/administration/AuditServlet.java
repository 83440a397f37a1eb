package org.hinoban.web.internal.administration;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.audit.AuditLog;
import org.hinoban.audit.AuditLog.Deed;
import org.hinoban.audit.AuditLog.Entry;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Shown;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Who did what, newest first. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/audit")
public final class AuditServlet extends AdminServlet {
    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;
    private static final String FIND = "find";
    private static final String BEFORE = "before";

    private final transient AuditLog audit;

    @Activate
    public AuditServlet(@Reference Door door, @Reference AuditLog audit) {
        super(door);
        this.audit = audit;
    }

    @Override
    Reply show(Visit visit) {
        Words words = visit.words();
        String wanted = visit.field(FIND).strip();
        List<Entry> found = audit.latest(number(visit.field(BEFORE)), wanted, PAGE + 1);
        List<Entry> shown = found.subList(0, Math.min(PAGE, found.size()));
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Search(words.get("audit.find"), "/audit", FIND, wanted));
        if (shown.isEmpty()) {
            parts.add(Part.Prose.soft(words.get("audit.none")));
        } else {
            String next = found.size() <= PAGE
                    ? ""
                    : "/audit?" + FIND + "=" + Shown.asParameter(wanted) + "&" + BEFORE + "="
                            + shown.get(PAGE - 1).number();
            parts.add(new Part.Timeline(
                    "", shown.stream().map(entry -> line(visit, entry)).toList(), next));
        }
        List<Link> way = new ArrayList<>(way(visit));
        if (!visit.field(BEFORE).isEmpty()) {
            way.add(new Link(words.get("audit.newest"), "/audit"));
        }
        return new Reply.Show(Page.of(words.get("audit.title"), "/audit", way, List.of(), parts));
    }

    /** What was done is the path of an action, or a word of ours and whom it was about. */
    private static Part.Entry line(Visit visit, Entry entry) {
        Deed deed = entry.deed();
        String server = deed.server().isEmpty() ? "" : deed.server() + " ";
        int end = deed.what().indexOf(' ');
        String verb = end < 0 ? deed.what() : deed.what().substring(0, end);
        String what = visit.words().find("audit.what." + verb).orElse(verb)
                + deed.what().substring(verb.length())
                + (verb.equals("acknowledge") ? " · " + visit.words().get("audit.incident", deed.id()) : "");
        String result = result(visit, deed.result());
        return new Part.Entry(
                entry.at().toString(),
                visit.reader().clock(entry.at()),
                deed.user() + ": " + server + what + " · " + result + " · " + deed.client());
    }

    /** A word of ours, and after a colon why. */
    private static String result(Visit visit, String result) {
        int colon = result.indexOf(':');
        String word = colon < 0 ? result : result.substring(0, colon);
        return visit.words().find("audit.result." + word.replace(' ', '-')).orElse(word)
                + result.substring(word.length());
    }

    private static long number(String digits) {
        try {
            return digits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
