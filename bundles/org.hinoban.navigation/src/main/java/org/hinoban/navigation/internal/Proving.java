package org.hinoban.navigation.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hinoban.api.menu.ActionResult.Proof;
import org.hinoban.api.menu.ActionResult.Sighting;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.States;
import org.hinoban.navigation.Execution.Stage;
import org.hinoban.navigation.internal.Contributed.Source;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a repair holds: the component becomes normal, still is with the same identity a while later, and its
 * detector says so too. The looks run on the bundle's threads, the waiting does not.
 */
final class Proving {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    /** A look that fails leaves a line in the log. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Foreign foreign;
    private final States states;
    private final Pace pace;

    Proving(Foreign foreign, States states, Pace pace) {
        this.foreign = foreign;
        this.states = states;
        this.pace = pace;
    }

    Verdict prove(
            Source source,
            String path,
            Proof proof,
            String server,
            ComponentPath component,
            Consumer<Sighting> whenNormal)
            throws InterruptedException {
        Sighting first = untilNormal(source, path, proof);
        if (first == null) {
            return new Verdict(Stage.FAILED, null);
        }
        if (first.state() != State.NORMAL) {
            return new Verdict(Stage.STILL_ABNORMAL, first);
        }
        whenNormal.accept(first);
        Sighting last = first;
        Deadline holds = Deadline.in(pace.holds());
        do {
            sleep(holds, BETWEEN);
            Optional<Sighting> now = look(source, path, proof);
            if (now.isEmpty() && holds.hasPassed()) {
                return new Verdict(Stage.FAILED, null);
            }
            last = now.orElse(last);
            if (last.state() == State.ABNORMAL || !last.identity().equals(first.identity())) {
                return new Verdict(Stage.STILL_ABNORMAL, last);
            }
        } while (!holds.hasPassed());
        boolean held = last.state() == State.NORMAL && isKnownNormal(server, component);
        return new Verdict(held ? Stage.VERIFIED : Stage.STILL_ABNORMAL, last);
    }

    /** The first normal sighting, or the last one if the time is over; null if nothing could be seen. */
    private @Nullable Sighting untilNormal(Source source, String path, Proof proof) throws InterruptedException {
        Deadline deadline = Deadline.in(pace.normal());
        Sighting last = null;
        while (true) {
            Optional<Sighting> now = look(source, path, proof);
            last = now.orElse(last);
            if ((last != null && last.state() == State.NORMAL) || deadline.hasPassed()) {
                return last;
            }
            sleep(deadline, now.isPresent() ? BETWEEN : AFTER_FAILURE);
        }
    }

    private Optional<Sighting> look(Source source, String path, Proof proof) throws InterruptedException {
        Foreign.Result<Sighting> result = foreign.run(
                source, path, Measures.Call.LOOK, LOOK, () -> Sound.sighting(proof.look(Deadline.in(LOOK))));
        return result instanceof Foreign.Result.Returned<Sighting> returned
                ? Optional.of(returned.value())
                : Optional.empty();
    }

    private boolean isKnownNormal(String server, ComponentPath component) throws InterruptedException {
        Deadline deadline = Deadline.in(pace.known());
        while (true) {
            // What nobody can see has not been repaired either.
            boolean normal = states.condition(server, component)
                    .map(Condition::state)
                    .filter(state -> state == State.ABNORMAL || state == State.UNKNOWN)
                    .isEmpty();
            if (normal || deadline.hasPassed()) {
                return normal;
            }
            sleep(deadline, BETWEEN);
        }
    }

    private static void sleep(Deadline deadline, Duration pause) throws InterruptedException {
        long left = Math.max(1, deadline.remaining().toMillis());
        Thread.sleep(Math.min(left, pause.toMillis()));
    }

    /** @param last null if it could not be looked at */
    record Verdict(Stage stage, @Nullable Sighting last) {}
}
