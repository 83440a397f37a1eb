package org.hinoban.web.internal.servlet;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Door;
import org.hinoban.web.internal.door.LoginPages;
import org.hinoban.web.internal.door.OwnPageServlet;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.page.Deed.Weight;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The visitor's own page: who they are, their language, what else there is, and the way out. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletPattern("/account")
public final class AccountServlet extends OwnPageServlet {
    private static final long serialVersionUID = 1;

    private final transient Navigation navigation;

    @Activate
    public AccountServlet(@Reference Door door, @Reference Navigation navigation) {
        super(door);
        this.navigation = navigation;
    }

    @Override
    protected Reply get(Visit visit) {
        Words words = visit.words();
        Session session = visit.session();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Facts(
                "",
                List.of(
                        new Part.Line(words.get("account.role"), words.role(session.role())),
                        new Part.Line(words.get("account.since"), visit.reader().clockAndZone(session.since())))));
        List<Part.Row> rows = new ArrayList<>();
        for (MenuItem item : navigation.site(session.role())) {
            rows.add(new Part.Row(
                    visit.reader().say(item.label()), visit.reader().say(item.detail()), item.path()));
        }
        if (session.role().includes(Role.OPERATOR)) {
            rows.add(new Part.Row(words.get("settings.title"), words.get("settings.detail"), "/settings"));
        }
        if (session.role().includes(Role.ADMIN)) {
            rows.add(new Part.Row(words.get("operators.title"), words.get("operators.detail"), "/operators"));
            rows.add(new Part.Row(words.get("audit.title"), words.get("audit.detail"), "/audit"));
            rows.add(new Part.Row(words.get("extensions.title"), words.get("extensions.detail"), "/extensions"));
        }
        rows.add(new Part.Row(words.get("password.title"), "", "/account/password"));
        parts.add(new Part.Choices("", rows));
        parts.add(new Part.Links(List.of(LoginPages.otherLanguage(visit, "/account"))));
        parts.add(new Part.Buttons(
                List.of(Offers.plain(visit, words.get("account.logout"), "/logout", Weight.QUIET, Map.of()))));
        return new Reply.Show(Page.of(session.user(), "/account", List.of(), List.of(), parts));
    }
}
