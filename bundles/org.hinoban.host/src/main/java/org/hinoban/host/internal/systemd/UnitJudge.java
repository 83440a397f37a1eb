package org.hinoban.host.internal.systemd;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.State;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Restarts;
import org.jspecify.annotations.Nullable;

/**
 * Judges one unit by what is seen of it, one look after another. A fault is a unit that failed, one that is gone without
 * having been asked to, one that is restarted too often, and one whose restart does not hold. Used by one thread.
 */
final class UnitJudge {
    /** A restart must hold within this time, or the unit is faulted. */
    static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A restart holds when the unit has been up for so long. */
    static final Duration HOLDS = Duration.ofSeconds(5);

    private static final Set<Kind> FAILURES = Set.of(Kinds.SERVICE_FAILED, Kinds.SERVICE_STOPPED_BADLY);

    private final Restarts restarts = new Restarts();
    private final BiConsumer<Kind, Map<String, String>> notes;
    private @Nullable Look before;
    private Verdict verdict = new Verdict(State.NORMAL, Kinds.SERVICE_RUNNING, Map.of("process", "-"));

    /** The time from a death to a restart that holds; the moments are on the monotonic clock. */
    private boolean recovering;

    private long diedAt;
    /** It failed, and a job for it is under way: what comes of that is awaited. */
    private boolean held;

    private long heldSince;
    private long upSince;
    private long restartsNow;
    private long faults;
    /** It was restarted too often, and nobody has asked for a start since. */
    private boolean loops;
    /** It is down, and it has been judged why. */
    private boolean down;

    /** The latest life of the unit, and how many restarts there had been when it began. */
    private String invocation = "";

    private long restartsBefore;

    /** @param notes takes what is worth an entry in the timeline */
    UnitJudge(BiConsumer<Kind, Map<String, String>> notes) {
        this.notes = notes;
    }

    Verdict verdict() {
        return verdict;
    }

    /** How many faults there have been: tells one from the next that is like it. */
    long faults() {
        return faults;
    }

    /** Whether time alone may change the verdict. */
    boolean waits() {
        return recovering || held || verdict.kind().equals(Kinds.SERVICE_RESTARTING);
    }

    /** Looks again at the unit as it was seen last. */
    Verdict tick(long now) {
        Look last = before;
        return last == null ? verdict : judge(last, now);
    }

    /** @param now on the monotonic clock, in nanoseconds */
    Verdict judge(Look look, long now) {
        Unit unit = look.unit();
        Unit last = before == null ? null : before.unit();
        countRestarts(last, unit, now);
        if (unit.isUp() && (last == null || !last.isUp() || !last.invocation().equals(unit.invocation()))) {
            upSince = now;
        }
        down = down && unit.activeState().equals("inactive");
        hold(unit, now);
        boolean endAsked = isEndAsked(look, last);
        verdict = switch (unit.activeState()) {
            case "failed" -> failed(look, endAsked, last, now);
            case "active", "reloading" -> up(unit, now);
            case "inactive" -> down(unit, endAsked, last, now);
            default -> between(unit, now);
        };
        before = look;
        return verdict;
    }

    /** In doubt it was not: a mail too many is better than a fault that nobody hears of. */
    private static boolean isEndAsked(Look look, @Nullable Unit last) {
        Unit unit = look.unit();
        boolean rests = unit.activeState().equals("inactive");
        return switch (look.asked()) {
            case NOTHING, TO_RUN -> false;
            // A stop may come for what has ended by itself just before.
            case TO_END -> unit.wasStopped().orElse(true);
            case SOMETHING -> unit.wasStopped().orElse(rests && last != null && isSameLife(unit, last));
            case UNHEARD -> rests && !unit.mayStopItself() && unit.wasStopped().orElse(false);
        };
    }

    /** Whether it has not been started since; a unit that nothing refers to is forgotten at its end, with all of its past. */
    private static boolean isSameLife(Unit unit, Unit last) {
        boolean lived =
                !last.activeState().equals("inactive") && !last.activeState().equals("failed");
        return lived && (unit.invocation().isEmpty() || unit.invocation().equals(last.invocation()));
    }

    private void countRestarts(@Nullable Unit last, Unit unit, long now) {
        boolean startedAgain = !unit.invocation().equals(invocation);
        boolean byItself = unit.restarts() > restartsBefore;
        if (startedAgain) {
            invocation = unit.invocation();
            restartsBefore = unit.restarts();
        }
        if (last == null) {
            return;
        }
        long more = unit.restarts() - last.restarts();
        if (more < 0 || (startedAgain && !byItself)) {
            // Somebody asked for a start: systemd counts on only for its own, and mostly from zero again.
            restarts.clear();
            loops = false;
            recovering = false;
            restartsNow = 0;
            return;
        }
        if (unit.waitsForRestart() || more > 0) {
            if (!recovering) {
                recovering = true;
                diedAt = now;
                restartsNow = 0;
            }
            restartsNow += more;
        }
        for (long i = 0; i < more; i++) {
            restarts.add(now);
        }
    }

    private void hold(Unit unit, long now) {
        boolean hasJob = unit.activeState().equals("failed") && unit.hasJob();
        if (hasJob && !held) {
            heldSince = now;
        }
        held = hasJob;
    }

    private Verdict failed(Look look, boolean endAsked, @Nullable Unit last, long now) {
        if (held && now - heldSince < PATIENCE.toNanos()) {
            return verdict;
        }
        recovering = false;
        Unit unit = look.unit();
        boolean same = last != null
                && last.activeState().equals("failed")
                && last.invocation().equals(unit.invocation());
        boolean startedInVain = look.asked() == Asked.TO_RUN && verdict.kind().equals(Kinds.SERVICE_STOPPED_BADLY);
        if (same && !startedInVain && FAILURES.contains(verdict.kind())) {
            return verdict;
        }
        Map<String, String> arguments =
                Map.of("result", unit.result(), "status", unit.howEnded().orElse("-"));
        if (endAsked && last != null) {
            notes.accept(Kinds.SERVICE_STOPPED, Map.of());
            return fault(State.WARNING, Kinds.SERVICE_STOPPED_BADLY, arguments);
        }
        return fault(State.ABNORMAL, Kinds.SERVICE_FAILED, arguments);
    }

    private Verdict up(Unit unit, long now) {
        Verdict tooOften = tooOften(now);
        boolean holds = now - upSince >= HOLDS.toNanos();
        if (recovering && holds) {
            recovering = false;
            if (tooOften == null) {
                notes.accept(Kinds.SERVICE_HELD, Map.of("count", Long.toString(Math.max(1, restartsNow))));
            }
        }
        if (tooOften != null) {
            return tooOften;
        }
        return recovering ? verdict : running(unit);
    }

    private static Verdict running(Unit unit) {
        String process = unit.mainProcess() == 0 ? "-" : Long.toString(unit.mainProcess());
        return new Verdict(State.NORMAL, Kinds.SERVICE_RUNNING, Map.of("process", process));
    }

    /** On its way up or down. */
    private Verdict between(Unit unit, long now) {
        Verdict tooOften = tooOften(now);
        if (tooOften != null) {
            return tooOften;
        }
        return isLate(now) && !unit.activeState().equals("deactivating") ? gone(unit) : verdict;
    }

    /** Its restart has not come in time, and that has not been told yet. */
    private boolean isLate(long now) {
        return recovering
                && now - diedAt >= PATIENCE.toNanos()
                && !verdict.kind().equals(Kinds.SERVICE_GONE);
    }

    private @Nullable Verdict tooOften(long now) {
        loops = loops && verdict.kind().equals(Kinds.SERVICE_RESTARTING);
        if (loops && restarts.count(now) > 0) {
            return verdict;
        }
        if (!restarts.areTooMany(now)) {
            return null;
        }
        loops = true;
        return fault(
                State.ABNORMAL,
                Kinds.SERVICE_RESTARTING,
                Map.of(
                        "count", Integer.toString(restarts.count(now)),
                        "minutes", Long.toString(Restarts.WINDOW.toMinutes())));
    }

    private Verdict down(Unit unit, boolean endAsked, @Nullable Unit last, long now) {
        if (!endAsked && unit.hasJob()) {
            // On its way to a start: what comes of it is seen at the end of the job.
            return isLate(now) ? gone(unit) : verdict;
        }
        boolean already = down;
        down = true;
        recovering = false;
        Verdict stopped = new Verdict(State.NORMAL, Kinds.SERVICE_STOPPED, Map.of());
        if (last == null) {
            return stopped;
        }
        if (endAsked) {
            if (!verdict.kind().equals(Kinds.SERVICE_STOPPED)) {
                notes.accept(Kinds.SERVICE_STOPPED, Map.of());
            }
            return stopped;
        }
        if (already) {
            return verdict;
        }
        if (last.activeState().equals("failed") || unit.isOneshot() || unit.isThroughUntilNeeded()) {
            // A failure was cleared by hand, or the work is done.
            return stopped;
        }
        return gone(unit);
    }

    /** A new event, also if it is like the one before. */
    private Verdict fault(State state, Kind kind, Map<String, String> arguments) {
        faults++;
        return new Verdict(state, kind, arguments);
    }

    private Verdict gone(Unit unit) {
        return unit.howEnded()
                .map(how ->
                        fault(State.ABNORMAL, Kinds.SERVICE_GONE, Map.of("how", how, "process", unit.lastProcess())))
                .orElseGet(() ->
                        new Verdict(State.ABNORMAL, Kinds.SERVICE_VANISHED, Map.of("process", unit.lastProcess())));
    }
}
