package org.hinoban.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.text.LogReference;
import org.hinoban.audit.AuditLog;
import org.hinoban.audit.AuditLog.Deed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all commands have: JSON on request, and one way of failing. Whatever goes wrong becomes a sentence, or a JSON
 * object of the names that the pages use, and exit code 1; only what is nobody's mistake is logged.
 */
@SuppressWarnings("NullAway.Init")
abstract class ConsoleCommand implements Action {
    /** What stands for the client's address. */
    static final String CLIENT = "console";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCommand.class);

    @Reference
    private Session session;

    @Option(name = "--json", description = "Prints JSON, for programs")
    private boolean json;

    /** @throws IllegalArgumentException if what was typed makes no sense; its words are shown as they stand */
    abstract void perform() throws Exception;

    @Override
    public final @Nullable Object execute() throws CommandException, InterruptedException {
        try {
            perform();
            return null;
        } catch (InterruptedException e) {
            throw e;
        } catch (ProblemException e) {
            String told = e.json();
            if (json && told != null) {
                throw new CommandException(told, e.getMessage(), e);
            }
            throw failure(e.error(), e.getMessage(), e.reference(), e);
        } catch (IllegalArgumentException | DeliveryException e) {
            throw failure("refused", e.getMessage(), "", e);
        } catch (Exception e) {
            String reference = LogReference.next();
            LOG.atError()
                    .addKeyValue(LogReference.KEY, reference)
                    .setCause(e)
                    .log("The command {} failed", getClass().getSimpleName());
            throw failure("broken", String.valueOf(e.getMessage()), reference, e);
        }
    }

    private CommandException failure(String error, @Nullable String message, String reference, Exception cause) {
        String words = message == null ? cause.toString() : message;
        String told = json
                ? JsonText.object(out -> {
                    out.writeStringField("error", error);
                    out.writeStringField("message", words);
                    out.writeStringField("reference", reference);
                })
                : reference.isEmpty() ? words : words + " (reference " + reference + " in the log)";
        // The console prints what it is told instead of a stack trace, and ends with exit code 1
        return new CommandException(told, words, cause);
    }

    /**
     * Writes down what was done, once it was told. That it cannot be written down makes it no less done, so the command does
     * not fail for it: the log says it.
     *
     * @param what a word of the audit log's, and whom or what it was about
     */
    final void record(AuditLog audit, String what) {
        try {
            audit.record(new Deed(user(), CLIENT, what, "", "", "done"));
        } catch (RuntimeException e) {
            LOG.error("{} did {}, and the audit log could not be written: it says nothing of it", user(), what, e);
        }
    }

    /** The options that stand behind the arguments, where people write them. */
    final Trailing behind(@Nullable List<String> words) {
        Trailing trailing = new Trailing(words);
        json |= trailing.flag("--json");
        return trailing;
    }

    final boolean json() {
        return json;
    }

    final PrintStream out() {
        return session.getConsole();
    }

    final Session session() {
        return session;
    }

    /** Whoever is here is an administrator of the machine. */
    final String user() {
        Object user = session.get("USER");
        return user == null ? CLIENT : user.toString();
    }

    final void print(Listing listing) throws IOException {
        out().println(json ? listing.json() : listing.text(width()));
    }

    /** The columns of the terminal; 80 where there is none. */
    final int width() {
        int width = session.getTerminal() == null ? 0 : session.getTerminal().getWidth();
        return width < 20 ? 80 : width;
    }
}
