package org.hinoban.mailserver.internal;

import java.util.ArrayList;
import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One mail: its text as a phone shows it, then its headers. */
@Component
@MenuEntry(path = "/mailbox/{number}", label = "%mail", role = Role.ADMIN, scope = Scope.SITE)
public final class MailPage implements MenuHandler {
    private final Mails mails;

    @Activate
    public MailPage(@Reference Mails mails) {
        this.mails = mails;
    }

    @Override
    public Screen open(MenuRequest request) throws MenuException {
        Mail mail = find(request.variable("number"));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Text.of(Mailbox.BUNDLE, "envelope", "Delivered to"), Text.plain(mail.recipients())));
        facts.add(new Fact(Text.of(Mailbox.BUNDLE, "received", "Received"), Text.of("", "", "{0}", mail.received())));
        mail.headers().forEach(header -> facts.add(new Fact(Text.plain(header.name()), Text.plain(header.value()))));
        return new Screen(
                Text.plain(mail.subject()),
                null,
                List.of(
                        new Section.Prose(Text.NONE, Text.plain(mail.body())),
                        new Section.Facts(Text.of(Mailbox.BUNDLE, "headers", "Headers"), facts)),
                List.of());
    }

    private Mail find(String number) throws MenuException {
        MenuException gone = new MenuException(
                MenuException.Reason.NOT_FOUND,
                Text.of(
                        Mailbox.BUNDLE,
                        "gone",
                        "There is no such mail, or not any more: the newest {0} are kept.",
                        Mails.KEPT));
        try {
            return mails.find(Long.parseLong(number)).orElseThrow(() -> gone);
        } catch (NumberFormatException e) {
            throw gone;
        }
    }
}
