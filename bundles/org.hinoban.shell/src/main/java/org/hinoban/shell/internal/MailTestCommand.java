package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.delivery.Deliveries;
import org.jspecify.annotations.Nullable;

/** Sends a test mail at once, and says what will not work about it. */
@Service
@Command(
        scope = "hinoban",
        name = "mail-test",
        description = "Sends a test mail at once and prints the mail server's answer")
@SuppressWarnings("NullAway.Init")
public final class MailTestCommand implements Action {
    @Reference
    private Deliveries deliveries;

    @Reference
    private Session session;

    @Argument(index = 0, name = "address", description = "The mail address", required = true)
    private String address;

    @Override
    public @Nullable Object execute() throws Exception {
        String trouble = deliveries.linkTrouble(address);
        if (!trouble.isEmpty()) {
            session.getConsole().println("warning: " + trouble);
        }
        session.getConsole().println("accepted: " + deliveries.test("mail", address));
        return null;
    }
}
