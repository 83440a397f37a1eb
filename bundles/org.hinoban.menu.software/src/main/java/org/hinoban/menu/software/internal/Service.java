package org.hinoban.menu.software.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.ServiceControl.Change;
import org.hinoban.api.server.State;
import org.jspecify.annotations.Nullable;

/** One service of a server, asked afresh each time. What a server says no with becomes words for the operator. */
record Service(ManagedServer server, String name) {
    private static final int LINES_OF_PROOF = 10;
    private static final int LINES_LOOKED_AT = 200;
    private static final Duration FOR_A_LINE = Duration.ofSeconds(2);

    ServiceControl.Service now(Deadline deadline) throws MenuException, InterruptedException {
        return ask(control -> control.service(name, deadline));
    }

    List<LogLine> log(@Nullable Instant before, int maxLines, Deadline deadline)
            throws MenuException, InterruptedException {
        return ask(control -> control.log(name, before, maxLines, deadline));
    }

    /** Carries out what the request is for, and says how long it took: {0} in the text. */
    ActionResult change(Change change, ActionRequest request, String key, String english)
            throws MenuException, InterruptedException {
        LogLine last = change == Change.STOP ? null : lastLine();
        long begin = System.nanoTime();
        ask(control -> control.perform(change, name, request.mandate()));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String seconds = String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
        boolean shouldRun = change != Change.STOP;
        return new ActionResult.Done(
                Words.text(key, english, seconds), shouldRun ? deadline -> sight(last, deadline) : null);
    }

    private ActionResult.Sighting sight(@Nullable LogLine last, Deadline deadline)
            throws MenuException, InterruptedException {
        ServiceControl.Service now = now(deadline);
        String identity = now.process() == 0 ? "" : "process " + now.process();
        boolean normal = now.state() == State.NORMAL;
        return new ActionResult.Sighting(now.state(), identity, normal ? List.of() : newLines(last, deadline));
    }

    /** What was logged since a line; the newest lines if nothing was. */
    private List<LogLine> newLines(@Nullable LogLine last, Deadline deadline)
            throws MenuException, InterruptedException {
        List<LogLine> lines = log(null, LINES_LOOKED_AT, deadline);
        int known = last == null ? -1 : lines.lastIndexOf(last);
        List<LogLine> since = known + 1 < lines.size() ? lines.subList(known + 1, lines.size()) : lines;
        return since.subList(Math.max(0, since.size() - LINES_OF_PROOF), since.size());
    }

    /** The newest line before a change; null if there is none, or none to be had: the change is not for want of it. */
    private @Nullable LogLine lastLine() throws InterruptedException {
        try {
            List<LogLine> lines = log(null, 1, Deadline.in(FOR_A_LINE));
            return lines.isEmpty() ? null : lines.get(lines.size() - 1);
        } catch (MenuException e) {
            return null;
        }
    }

    private <T> T ask(Question<T> question) throws MenuException, InterruptedException {
        ServiceControl control = server.capability(ServiceControl.class)
                .orElseThrow(() -> new MenuException(
                        Reason.REFUSED,
                        Words.text("missing.capability", "The services of {0} cannot be reached now", server.name())));
        try {
            return question.ask(control);
        } catch (CapabilityException e) {
            if (e.reason() == CapabilityException.Reason.NOT_FOUND) {
                throw new MenuException(
                        Reason.NOT_FOUND,
                        Words.text(
                                "missing.service", "There is no service {0} on {1} (any more)", name, server.name()));
            }
            throw new MenuException(e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(ServiceControl control) throws CapabilityException, InterruptedException;
    }
}
