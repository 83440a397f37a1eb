package org.hinoban.navigation.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.hinoban.access.Leases.Claim;
import org.hinoban.access.Leases.Lease;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.audit.AuditLog.Deed;
import org.hinoban.incident.Condition;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Performance;
import org.hinoban.navigation.Visitor;
import org.hinoban.navigation.internal.Contributed.Act;
import org.hinoban.navigation.internal.Registry.Match;

/** Does actions: all that the core decides before one begins, and the courses that run. */
final class Performer {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final int MOST_AT_ONCE = 32;

    private final Core core;
    /** Held while the row of an execution and its course come into being. */
    private final Object starting = new Object();
    /** Those that run, and those whose end could not be stored. */
    private final Map<String, Course> running = new ConcurrentHashMap<>();

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "hinoban-action");
                thread.setDaemon(true);
                return thread;
            });

    Performer(Core core) {
        this.core = core;
    }

    Performance perform(Visitor visitor, String server, String path, Attempt attempt) throws InterruptedException {
        Optional<Match<Act>> match = core.registry().act(Scope.SERVER, path);
        if (match.isEmpty()) {
            return not(new Outcome.NotFound(Texts.of("missing.page", "There is no such page")));
        }
        if (!visitor.session().role().includes(match.get().placed().role())) {
            audit(visitor, server, path, attempt, "forbidden");
            return not(new Outcome.Forbidden());
        }
        if (!ID.matcher(attempt.id()).matches()) {
            return not(new Outcome.Refused(Texts.of("refused.id", "The form has no valid id: open the page again")));
        }
        Optional<ManagedServer> managed = core.servers().find(server);
        if (managed.isEmpty()) {
            return not(new Outcome.NotFound(Texts.of("missing.server", "There is no server {0}", server)));
        }
        Optional<Execution> earlier = earlier(attempt.id());
        if (earlier.isPresent()) {
            return again(visitor, server, path, earlier.get());
        }
        return decide(visitor, managed.get(), path, attempt, match.get());
    }

    Optional<Execution> find(String id) {
        Course course = running.get(id);
        return course == null ? core.executions().find(id) : Optional.of(course.execution());
    }

    void close() {
        threads.shutdownNow();
    }

    private Performance decide(Visitor visitor, ManagedServer server, String path, Attempt attempt, Match<Act> match)
            throws InterruptedException {
        Optional<Lease> other = core.leases()
                .of(server.id())
                .filter(lease -> !lease.session().equals(visitor.session().id()));
        if (other.isPresent()) {
            audit(visitor, server.id(), path, attempt, "held");
            return new Performance.Held(other.get());
        }
        OfferedAction offer = core.offers().offer(server.id(), path, match);
        if (offer.expected() != attempt.expected()) {
            audit(visitor, server.id(), path, attempt, "changed");
            return new Performance.Changed(offer, offer.expected());
        }
        if (offer.confirm() && !attempt.confirmed()) {
            return new Performance.Confirm(offer);
        }
        Claim claim = core.leases().claim(server.id(), visitor.session());
        if (claim instanceof Claim.Held held) {
            audit(visitor, server.id(), path, attempt, "held");
            return new Performance.Held(held.lease());
        }
        long token = ((Claim.Granted) claim).token();
        if (attempt.lease() != null && attempt.lease() != token) {
            audit(visitor, server.id(), path, attempt, "stale");
            return new Performance.Stale(offer);
        }
        Optional<Execution> first = begin(visitor, server, offer, attempt, match, token);
        return again(
                visitor,
                server.id(),
                path,
                first.or(() -> earlier(attempt.id())).orElseThrow());
    }

    /** Empty if another attempt with the same id was faster. */
    private Optional<Execution> begin(
            Visitor visitor, ManagedServer server, OfferedAction offer, Attempt attempt, Match<Act> match, long token) {
        audit(visitor, server.id(), offer.path(), attempt, "begun");
        ComponentPath component = Paths.subject(offer.path());
        String incident = core.states()
                .condition(server.id(), component)
                .map(Condition::incident)
                .orElse(null);
        Course course;
        synchronized (starting) {
            Optional<Execution> begun = core.executions()
                    .begin(
                            attempt.id(),
                            server.id(),
                            offer.path(),
                            offer.label(),
                            visitor.session().user(),
                            offer.expected(),
                            incident);
            if (begun.isEmpty()) {
                return begun;
            }
            course = new Course(core, match, server, visitor, attempt, token, begun.get());
            running.put(attempt.id(), course);
        }
        try {
            threads.execute(() -> {
                course.run();
                if (course.isStored()) {
                    running.remove(attempt.id());
                }
            });
        } catch (RejectedExecutionException e) {
            course.refuse(Texts.of("refused.busy", "Too many actions run at once; nothing was done"));
            running.remove(attempt.id());
        }
        return Optional.of(course.execution());
    }

    private Performance again(Visitor visitor, String server, String path, Execution execution)
            throws InterruptedException {
        if (!execution.user().equals(visitor.session().user())
                || !execution.server().equals(server)
                || !execution.path().equals(path)) {
            return not(new Outcome.Refused(
                    Texts.of("refused.used", "This form was already used for something else: open the page again")));
        }
        Course course = running.get(execution.id());
        if (course != null) {
            course.await(core.pace().patience());
        }
        return new Performance.Begun(find(execution.id()).orElse(execution));
    }

    /** Waits for one that is just being begun. */
    private Optional<Execution> earlier(String id) {
        synchronized (starting) {
            return find(id);
        }
    }

    private void audit(Visitor visitor, String server, String path, Attempt attempt, String result) {
        core.audit().record(new Deed(visitor.session().user(), visitor.client(), path, server, attempt.id(), result));
    }

    private static Performance not(Outcome outcome) {
        return new Performance.Not(outcome);
    }
}
