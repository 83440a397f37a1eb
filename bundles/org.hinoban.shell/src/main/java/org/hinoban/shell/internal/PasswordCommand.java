package org.hinoban.shell.internal;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.hinoban.access.Accounts;
import org.hinoban.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/** A command that sets somebody's password: given in a file, given on standard input, or made up and told once. */
@SuppressWarnings("NullAway.Init")
abstract class PasswordCommand extends ConsoleCommand {
    @Reference
    private Accounts accounts;

    @Reference
    private AuditLog audit;

    @Option(name = "--password-file", description = "Takes the password from the first line of a file on the manager")
    private @Nullable String passwordFile;

    @Option(name = "--password-stdin", description = "Takes the password from the first line of standard input")
    private boolean passwordStdin;

    /** Does something with the password. */
    @FunctionalInterface
    interface Use {
        void of(char[] password);
    }

    final Accounts accounts() {
        return accounts;
    }

    /** Obtains the password as the options say, uses it, tells what was made up, and writes down that it was done. */
    final void withPassword(Trailing options, String command, String account, Use use) throws IOException {
        String behindFile = options.value("--password-file");
        String file = behindFile == null ? passwordFile : behindFile;
        boolean fromInput = options.flag("--password-stdin") || passwordStdin;
        options.end();
        try (Password password = Password.obtain(session(), file, fromInput)) {
            use.of(password.characters());
            out().println(told(account, password));
            record(audit, command + " " + account);
        }
    }

    private String told(String account, Password password) {
        String secret = password.madeUp();
        if (json()) {
            return JsonText.object(json -> {
                JsonText.member(json, "result", "done");
                JsonText.member(json, "user", account);
                if (secret != null) {
                    JsonText.member(json, "password", secret);
                }
            });
        }
        return secret == null ? "user " + account : "user " + account + " password " + secret;
    }
}
