package org.hinoban.mailserver.internal;

import java.util.List;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.text.Text;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The mails that the built-in mail server took, newest first. */
@Component
@MenuEntry(
        path = "/mailbox",
        label = "%mailbox",
        detail = "%mailbox.detail",
        order = 800,
        role = Role.ADMIN,
        scope = Scope.SITE)
public final class Mailbox implements MenuHandler {
    static final String BUNDLE = "org.hinoban.mailserver";
    private static final int SHOWN = 100;

    private final Mails mails;

    @Activate
    public Mailbox(@Reference Mails mails) {
        this.mails = mails;
    }

    @Override
    public Screen open(MenuRequest request) {
        List<Section.Choice> choices =
                mails.newest(SHOWN).stream().map(Mailbox::choice).toList();
        Section section = choices.isEmpty()
                ? new Section.Prose(Text.NONE, Text.of(BUNDLE, "none", "No mail yet."))
                : new Section.Choices(Text.NONE, choices);
        return new Screen(Text.of(BUNDLE, "mailbox", "Mailbox"), null, List.of(section), List.of());
    }

    private static Section.Choice choice(Mail mail) {
        return new Section.Choice(
                Text.plain(mail.subject()),
                Text.of(BUNDLE, "listed", "{2} · {0} · {1}", mail.recipients(), mail.received(), mail.lead()),
                "/mailbox/" + mail.number(),
                true,
                null);
    }
}
