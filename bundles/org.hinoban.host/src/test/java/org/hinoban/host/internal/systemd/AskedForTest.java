package org.hinoban.host.internal.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.State;
import org.hinoban.host.Kinds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whether an end was asked for: signals and looks in the orders that were recorded from systemd 252 on a loaded machine,
 * where most jobs are through before they can be asked what they are.
 */
class AskedForTest {
    private static final String UNIT = "some.service";

    private final Jobs jobs = new Jobs();
    private final List<Kind> notes = new ArrayList<>();
    private final UnitJudge judge = new UnitJudge((kind, arguments) -> notes.add(kind));
    private final Map<String, Object> properties = new HashMap<>();
    private Asked unheard = Asked.NOTHING;
    private long now;

    @Test
    void aServiceThatIsRestartedInVainHasFailedWhateverItsJobWas() {
        runs(1, 100);
        look();
        // Three lives and the fourth start, which the limit refuses, between two looks.
        for (int restart = 1; restart <= 3; restart++) {
            job(restart, null, restart < 3 ? "done" : "failed");
        }
        ended("failed", "exit-code", 300, 290);
        properties.putAll(Map.of("NRestarts", 3L, "InvocationID", new byte[] {3}));
        properties.put("InactiveExitTimestampMonotonic", 310L);
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);
        assertThat(judge.faults()).isEqualTo(1);
    }

    @Test
    void aLookInTheMiddleOfARestartSaysNothing() {
        runs(1, 100);
        look();
        ended("failed", "exit-code", 200, 250);
        underWay(7);
        jobs.added(path(7), UNIT);
        look();
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);

        jobs.removed(path(7), UNIT, "done");
        runs(2, 300);
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_RUNNING);
        assertThat(notes).isEmpty();
    }

    @Test
    void aFailureWhoseRestartWaitsTooLongIsTold() {
        runs(1, 100);
        look();
        ended("failed", "exit-code", 200, 250);
        underWay(7);
        jobs.added(path(7), UNIT);
        look();
        assertThat(judge.waits()).isTrue();

        now += UnitJudge.PATIENCE.toNanos();
        judge.tick(now);

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);
    }

    @Test
    void aStopIsOneAlsoWhereItWasThroughTooSoonToBeAsked() {
        runs(1, 100);
        look();
        job(1, null, "done");
        ended("inactive", "success", 200, 250);
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_STOPPED);
        assertThat(notes).containsExactly(Kinds.SERVICE_STOPPED);
    }

    @Test
    void aStopIsOneAlsoWhereTheUnitWasForgottenAtItsEnd() {
        runs(1, 100);
        look();
        job(1, null, "done");
        properties.clear();
        properties.put("ActiveState", "inactive");
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_STOPPED);
    }

    @Test
    void aStartThatNobodySawIsNoStopOfAServiceWithoutAMainProcess() {
        runs(1, 100);
        properties.put("ExecMainPID", 0L);
        job(1, null, "done");
        look();
        properties.putAll(Map.of("ActiveState", "inactive", "SubState", "dead", "ActiveExitTimestampMonotonic", 200L));
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_VANISHED);
    }

    @Test
    void aStopThatEndsBadlyIsAWarningUntilAStartIsInVain() {
        runs(1, 100);
        look();
        job(1, "stop", "done");
        ended("failed", "exit-code", 200, 250);
        look();
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_STOPPED_BADLY);
        look();
        assertThat(judge.faults()).isEqualTo(1);

        job(2, null, "failed");
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);
    }

    @Test
    void aStopOfWhatHasEndedByItselfDoesNotHideItsEnd() {
        runs(1, 100);
        look();
        ended("failed", "signal", 200, 199);
        job(1, "stop", "done");
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);
    }

    @Test
    void aStartThatFailsAfterAStopIsAFault() {
        runs(1, 100);
        look();
        job(1, "stop", "done");
        job(2, "start", "failed");
        // It never became active again: what was noted of its end is that of the stop.
        ended("failed", "exit-code", 200, 250);
        properties.put("InvocationID", new byte[] {2});
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);
    }

    @Test
    void aDeathBehindARestartIsAFault() {
        runs(1, 100);
        look();
        job(1, null, "done");
        runs(2, 300);
        ended("inactive", "success", 400, 399);
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_GONE);
    }

    @Test
    void aServiceThatWaitsForItsRestartMayBeStopped() {
        runs(1, 100);
        look();
        ended("activating", "exit-code", 200, 199);
        properties.putAll(Map.of("SubState", "auto-restart", "InactiveExitTimestampMonotonic", 201L));
        look();
        job(1, null, "done");
        properties.putAll(Map.of("ActiveState", "inactive", "SubState", "dead"));
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_STOPPED);
    }

    @Test
    void anAutomaticRestartThatDoesNotBeginInTimeIsAFault() {
        runs(1, 100);
        look();
        ended("activating", "exit-code", 200, 199);
        properties.put("SubState", "auto-restart");
        look();
        properties.putAll(Map.of("ActiveState", "inactive", "SubState", "dead"));
        underWay(1);
        jobs.added(path(1), UNIT);
        look();
        now += UnitJudge.PATIENCE.minus(Duration.ofMillis(1)).toNanos();
        judge.tick(now);
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);

        now += Duration.ofMillis(1).toNanos();
        judge.tick(now);

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_GONE);
    }

    @Test
    void aStopThatNobodyListenedToIsToldFromADeathByTheOrderOfItsMoments() {
        runs(1, 100);
        look();
        jobs.begin();
        unheard = Asked.UNHEARD;
        ended("inactive", "success", 200, 250);
        look();
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_STOPPED);

        runs(2, 300);
        look();
        ended("inactive", "success", 400, 399);
        look();
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_GONE);
    }

    @Test
    void whatMayStopItselfIsAFaultWhereNobodyListened() {
        runs(1, 100);
        look();
        unheard = Asked.UNHEARD;
        ended("inactive", "success", 200, 250);
        properties.put("NotifyAccess", "main");
        look();

        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_GONE);
    }

    @Test
    void whatFailedWhileNobodyListenedIsAFaultAndAWarningFromBeforeIsNot() {
        runs(1, 100);
        look();
        job(1, "stop", "done");
        ended("failed", "exit-code", 200, 250);
        look();
        jobs.begin();
        unheard = Asked.UNHEARD;
        look();
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_STOPPED_BADLY);

        runs(2, 300);
        look();
        ended("failed", "exit-code", 400, 450);
        look();
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);
    }

    private void runs(int life, long begun) {
        properties.clear();
        properties.putAll(Map.of(
                "ActiveState",
                "active",
                "SubState",
                "running",
                "Type",
                "simple",
                "NotifyAccess",
                "none",
                "InvocationID",
                new byte[] {(byte) life},
                "ExecMainPID",
                (long) life,
                "ExecMainStartTimestampMonotonic",
                begun,
                "InactiveExitTimestampMonotonic",
                begun + 1,
                "ActiveEnterTimestampMonotonic",
                begun + 1));
    }

    private void ended(String activeState, String result, long leftActive, long processEnded) {
        properties.putAll(Map.of(
                "ActiveState",
                activeState,
                "SubState",
                "dead",
                "Result",
                result,
                "ExecMainCode",
                1L,
                "ExecMainStatus",
                result.equals("success") ? 0L : 1L,
                "ActiveExitTimestampMonotonic",
                leftActive,
                "ExecMainExitTimestampMonotonic",
                processEnded));
    }

    private void underWay(int job) {
        properties.put("Job", List.of((long) job, path(job)));
    }

    private void job(int number, @Nullable String type, String result) {
        jobs.added(path(number), UNIT);
        if (type != null) {
            jobs.typed(path(number), UNIT, type);
        }
        jobs.removed(path(number), UNIT, result);
    }

    private void look() {
        Unit unit = new Unit(Map.copyOf(properties));
        judge.judge(new Look(unit, jobs.asked(UNIT, unit.isUp()).orElse(unheard)), now);
    }

    private static String path(int job) {
        return "/org/freedesktop/systemd1/job/" + job;
    }
}
