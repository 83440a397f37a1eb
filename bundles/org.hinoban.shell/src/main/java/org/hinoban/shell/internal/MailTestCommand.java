package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.delivery.Deliveries;
import org.jspecify.annotations.Nullable;

/** Sends a test mail at once, and says what will not work about it. */
@Service
@Command(
        scope = "hinoban",
        name = "mail-test",
        description = "Sends a test mail at once and prints the mail server's answer",
        detailedDescription = "classpath:/help/mail-test.txt")
@SuppressWarnings("NullAway.Init")
public final class MailTestCommand extends ConsoleCommand {
    @Reference
    private Deliveries deliveries;

    @Argument(index = 0, name = "address", description = "The mail address", required = true)
    @Completion(AddressCompleter.class)
    private String address;

    @Argument(index = 1, name = "options", description = "The options may stand behind as well", multiValued = true)
    private @Nullable List<String> behind;

    @Override
    void perform() throws Exception {
        behind(behind).end();
        if (!address.contains("@")) {
            throw new IllegalArgumentException(address + " is no mail address");
        }
        String trouble = deliveries.linkTrouble(address);
        if (!json() && !trouble.isEmpty()) {
            Columns.wrap("warning: " + trouble, width()).forEach(out()::println);
        }
        String answer = deliveries.test("mail", address);
        out().println(
                        json()
                                ? JsonText.object(json -> {
                                    JsonText.member(json, "result", "done");
                                    JsonText.member(json, "address", address);
                                    JsonText.member(json, "answer", answer);
                                    JsonText.member(json, "warning", trouble);
                                })
                                : "accepted: " + answer);
    }
}
