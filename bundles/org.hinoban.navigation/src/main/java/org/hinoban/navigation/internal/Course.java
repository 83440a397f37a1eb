package org.hinoban.navigation.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.ActionResult.Done;
import org.hinoban.api.menu.ActionResult.JobStarted;
import org.hinoban.api.menu.ActionResult.Proof;
import org.hinoban.api.menu.ActionResult.Refused;
import org.hinoban.api.menu.ActionResult.Sighting;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Mandate;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.audit.AuditLog.Deed;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Execution.Stage;
import org.hinoban.navigation.Visitor;
import org.hinoban.navigation.internal.Contributed.Act;
import org.hinoban.navigation.internal.Registry.Match;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The course of one action from its begin to the proof that it holds. Runs on a thread of the core's. */
final class Course implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Course.class);

    private final Core core;
    private final Match<Act> match;
    private final ManagedServer server;
    private final Visitor visitor;
    private final Attempt attempt;
    private final long token;
    private final CountDownLatch acted = new CountDownLatch(1);
    private final long began = System.nanoTime();
    private volatile Execution execution;
    private volatile boolean stored = true;

    Course(
            Core core,
            Match<Act> match,
            ManagedServer server,
            Visitor visitor,
            Attempt attempt,
            long token,
            Execution execution) {
        this.core = core;
        this.match = match;
        this.server = server;
        this.visitor = visitor;
        this.attempt = attempt;
        this.token = token;
        this.execution = execution;
    }

    Execution execution() {
        return execution;
    }

    /** Whether the database knows what this knows. */
    boolean isStored() {
        return stored;
    }

    /** Says that it does not come to it. */
    void refuse(Text reason) {
        acted(Stage.REFUSED, reason, execution.state());
        acted.countDown();
    }

    /** Waits for the action itself, not for its proof. */
    void await(Duration patience) throws InterruptedException {
        if (!acted.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("{} on {} takes longer; it goes on.", execution.path(), execution.server());
        }
    }

    @Override
    public void run() {
        try {
            Proof proof = conclude(act());
            acted.countDown();
            if (proof != null) {
                prove(proof);
            }
        } catch (InterruptedException e) {
            // the manager ends; the next one finds the row unfinished
            Thread.currentThread().interrupt();
        } catch (DatabaseException e) {
            LOG.error(
                    "What became of {} on {} could not be stored: {}",
                    execution.path(),
                    execution.server(),
                    e.getMessage());
        } finally {
            acted.countDown();
            core.changes().tell();
        }
    }

    private Foreign.Result<ActionResult> act() throws InterruptedException {
        Act act = match.placed();
        Duration patience = core.pace().action();
        Mandate mandate = new Mandate(attempt.id(), visitor.session().user(), token, Deadline.in(patience));
        Requests.Performing request =
                new Requests.Performing(server, execution.path(), match.variables(), attempt.fields(), mandate);
        if (act.destructive()) {
            core.leases().destructive(server.id(), visitor.session(), true);
        }
        try {
            return core.foreign()
                    .call(
                            act.source(),
                            act.action(),
                            execution.path(),
                            Measures.Call.PERFORM,
                            patience,
                            action -> Sound.result(action.perform(request)));
        } finally {
            if (act.destructive()) {
                core.leases().destructive(server.id(), visitor.session(), false);
            }
        }
    }

    /** Stores what became of the action itself. */
    private @Nullable Proof conclude(Foreign.Result<ActionResult> result) {
        State known = core.marks().decidedOn(server.id(), Paths.subject(execution.path()));
        if (result instanceof Foreign.Result.Returned<ActionResult> returned) {
            ActionResult value = returned.value();
            if (value instanceof Done done && done.proof() != null) {
                acted(Stage.VERIFYING, done.message(), known);
                return done.proof();
            }
            if (value instanceof Done done) {
                acted(Stage.DONE, done.message(), known);
            } else if (value instanceof JobStarted job) {
                acted(Stage.DONE, job.message(), known);
            } else if (value instanceof Refused refused) {
                acted(Stage.REFUSED, refused.reason(), refused.state());
            }
        } else if (result instanceof Foreign.Result.Said<ActionResult> said) {
            acted(Stage.REFUSED, said.reason().text(), known);
        } else if (result instanceof Foreign.Result.Left<ActionResult>) {
            acted(Stage.REFUSED, Texts.of("missing.left", "The bundle that this page came from has left"), known);
        } else if (result instanceof Foreign.Result.Unanswered<ActionResult> unanswered) {
            acted(
                    Stage.FAILED,
                    Texts.of(
                            "done.unanswered",
                            "{0}; whether it was done is not known. Reference {1}",
                            unanswered.words().inEnglish(),
                            unanswered.reference()),
                    known);
        } else if (result instanceof Foreign.Result.Failed<ActionResult> failed) {
            acted(Stage.FAILED, words(failed), known);
        }
        return null;
    }

    private Text words(Foreign.Result.Failed<ActionResult> failed) {
        String bundle = match.placed().source().bundle();
        return switch (failed.sort()) {
            case TIMED_OUT ->
                Texts.of(
                        "done.late",
                        "{0} gave no answer within {1} s; whether it was done is not known. Reference {2}",
                        bundle,
                        core.pace().action().toSeconds(),
                        failed.reference());
            case BUSY ->
                Texts.of(
                        "done.busy",
                        "{0} has too much to do; nothing was done. Reference {1}",
                        bundle,
                        failed.reference());
            case BROKEN ->
                Texts.of(
                        "done.broken",
                        "{0} failed on it; whether it was done is not known. Reference {1}",
                        bundle,
                        failed.reference());
        };
    }

    private void prove(Proof proof) throws InterruptedException {
        Proving.Verdict verdict = core.proving()
                .prove(
                        match.placed().source(),
                        execution.path(),
                        proof,
                        server.id(),
                        Paths.subject(execution.path()),
                        this::firstNormal);
        Sighting last = verdict.last();
        if (last == null) {
            Text unseen = Texts.of("done.unseen", "It was done, but the state could not be looked at afterwards");
            store(verdict.stage(), unseen, State.UNKNOWN, execution.identity(), List.of());
            return;
        }
        boolean held = verdict.stage() == Stage.VERIFIED;
        State state = held ? State.NORMAL : last.state();
        String word = held ? "verified" : "still-abnormal";
        try {
            note(word, kind(word), Map.of());
        } finally {
            store(verdict.stage(), execution.message(), state, last.identity(), held ? List.of() : last.log());
        }
    }

    private void firstNormal(Sighting sighting) {
        store(copy(
                Stage.VERIFYING,
                execution.message(),
                State.NORMAL,
                sighting.identity(),
                List.of(),
                execution.took(),
                now()));
        core.changes().tell();
    }

    private void acted(Stage stage, Text message, State state) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        store(copy(stage, message, state, "", List.of(), took, null));
        boolean done = stage == Stage.DONE || stage == Stage.VERIFYING;
        String word = done ? "done" : stage == Stage.REFUSED ? "refused" : "failed";
        core.audit()
                .record(new Deed(
                        visitor.session().user(),
                        visitor.client(),
                        execution.path(),
                        server.id(),
                        execution.id(),
                        word));
        if (done) {
            note(
                    word,
                    doneKind(),
                    Map.of("user", visitor.session().user(), "label", label(), "seconds", seconds(took)));
        } else {
            note(
                    word,
                    kind(word, "user", "label", "reason"),
                    Map.of(
                            "user", visitor.session().user(),
                            "label", label(),
                            "reason", message.inEnglish()));
        }
        core.changes().tell();
    }

    /** What is seen is stored, unless the database fails: then it is known here for as long as the manager runs. */
    private void store(Execution next) {
        stored = false;
        if (next.stage().isFinal()) {
            core.measures().ended(match.placed().source().bundle(), next.stage());
        }
        try {
            core.executions().update(next);
            stored = true;
        } finally {
            execution = next;
        }
    }

    private void store(Stage stage, Text message, State state, String identity, List<LogLine> log) {
        store(copy(stage, message, state, identity, log, execution.took(), execution.normalSince()));
    }

    /** The bundle's own sentence for what was done, in every language; otherwise one of ours around the label. */
    private Kind doneKind() {
        String name = "action." + match.placed().pattern().last();
        Bundle bundle = match.placed().source().reference().getBundle();
        return bundle != null && Texts.has(bundle, "kind." + name + ".title")
                ? new Kind(match.placed().source().bundle(), name, List.of("user", "seconds"))
                : kind("done", "user", "label", "seconds");
    }

    private static Kind kind(String what, String... parameters) {
        return new Kind(Texts.BUNDLE, "action." + what, List.of(parameters));
    }

    private String label() {
        return execution.label().inEnglish();
    }

    /** What happened is a part of the incident's story. */
    private void note(String what, Kind kind, Map<String, String> arguments) {
        String incident = execution.incident();
        if (incident != null) {
            core.incidents().note(incident, execution.id() + ":" + what, kind, arguments, now());
        }
    }

    /** The database's clock at the begin, and the time gone by since. */
    private Instant now() {
        return execution.begun().plusNanos(System.nanoTime() - began);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
    }

    private Execution copy(
            Stage stage,
            Text message,
            State state,
            String identity,
            List<LogLine> log,
            @Nullable Duration took,
            @Nullable Instant normalSince) {
        return new Execution(
                execution.id(),
                execution.server(),
                execution.path(),
                execution.label(),
                execution.user(),
                stage,
                message,
                state,
                identity,
                log,
                execution.begun(),
                took,
                normalSince,
                execution.incident());
    }
}
