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
import org.hinoban.host.internal.Restarts;
import org.junit.jupiter.api.Test;

/** What time makes of a unit; the rest is held on a real systemd. */
class UnitJudgeTest {
    private final List<Kind> notes = new ArrayList<>();
    private final UnitJudge judge = new UnitJudge((kind, arguments) -> notes.add(kind));
    private byte life = 1;
    private long restarts;
    private long now;

    @Test
    void aRestartThatHoldsIsNotedOnce() {
        look("active", "running");
        die();
        comeBack();
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
        assertThat(notes).isEmpty();

        after(UnitJudge.HOLDS);
        after(UnitJudge.HOLDS);

        assertThat(notes).containsExactly(Kinds.SERVICE_HELD);
        assertThat(judge.waits()).isFalse();
    }

    @Test
    void aRestartThatDoesNotComeInTimeIsAFaultUntilItHolds() {
        look("active", "running");
        look("activating", "auto-restart");
        after(UnitJudge.PATIENCE.minusMillis(1));
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
        after(Duration.ofMillis(1));
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_GONE);
        assertThat(judge.faults()).isEqualTo(1);

        comeBack();
        assertThat(judge.verdict().state()).isEqualTo(State.ABNORMAL);
        after(UnitJudge.HOLDS);
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_RUNNING);
    }

    @Test
    void moreThanThreeRestartsInTenMinutesAreAFaultAndTenMinutesOfRestEndIt() {
        look("active", "running");
        for (int i = 0; i < 3; i++) {
            die();
            comeBack();
            after(Duration.ofMinutes(1));
        }
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
        die();
        comeBack();
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_RESTARTING);
        assertThat(judge.verdict().arguments()).containsEntry("count", "4");

        after(Restarts.WINDOW);
        assertThat(judge.verdict().state()).isEqualTo(State.ABNORMAL);
        after(Duration.ofSeconds(1));
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
        assertThat(judge.faults()).isEqualTo(1);
    }

    @Test
    void aStartThatWasAskedForEndsALoopThoughOneMoreRestartFollows() {
        look("active", "running");
        for (int i = 0; i < 4; i++) {
            die();
            comeBack();
        }
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_RESTARTING);

        restarts = 0;
        look("activating", "auto-restart");
        die();
        comeBack();
        after(UnitJudge.HOLDS);

        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
    }

    @Test
    void restartsFarApartAreNoFault() {
        look("active", "running");
        for (int i = 0; i < 20; i++) {
            die();
            comeBack();
            after(Duration.ofMinutes(4));
        }
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
        assertThat(judge.faults()).isZero();
        assertThat(notes).hasSize(20);
    }

    @Test
    void aStartThatWasAskedForBeginsTheCountAnew() {
        look("active", "running");
        for (int i = 0; i < 3; i++) {
            die();
            comeBack();
        }
        life++;
        restarts = 0;
        look("active", "running");
        die();
        comeBack();

        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
    }

    @Test
    void aDownUnitWithAJobIsOnItsWay() {
        look("active", "running");
        judge.judge(new Look(unit("inactive", "dead", Map.of("Job", List.of(7L, "/job/7"))), Asked.NOTHING), now);
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);

        judge.judge(new Look(unit("inactive", "dead", Map.of("Job", List.of(0L, "/"))), Asked.NOTHING), now);
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_GONE);
    }

    @Test
    void whatWasClearedByHandIsNoFaultAnyMore() {
        look("active", "running");
        look("failed", "failed");
        assertThat(judge.verdict().kind()).isEqualTo(Kinds.SERVICE_FAILED);

        look("inactive", "dead");
        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
    }

    @Test
    void aServiceThatIsStartedOnDemandMayEndWhenItIsThrough() {
        Map<String, Object> onDemand = Map.of("TriggeredBy", List.of("some.socket"), "ExecMainStatus", 0L);
        judge.judge(new Look(unit("active", "running", onDemand), Asked.NOTHING), now);
        judge.judge(new Look(unit("inactive", "dead", onDemand), Asked.NOTHING), now);

        assertThat(judge.verdict().state()).isEqualTo(State.NORMAL);
    }

    private void die() {
        look("activating", "auto-restart");
        restarts++;
        look("activating", "auto-restart");
    }

    private void comeBack() {
        life++;
        if (judge.verdict().kind().equals(Kinds.SERVICE_GONE)) {
            restarts++;
        }
        look("active", "running");
    }

    private void after(Duration duration) {
        now += duration.toNanos();
        judge.tick(now);
    }

    private void look(String active, String sub) {
        judge.judge(new Look(unit(active, sub, Map.of()), Asked.NOTHING), now);
    }

    private Unit unit(String active, String sub, Map<String, Object> other) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "ActiveState",
                active,
                "SubState",
                sub,
                "Type",
                "simple",
                "Result",
                "exit-code",
                "NRestarts",
                restarts,
                "ExecMainCode",
                1L,
                "ExecMainStatus",
                3L,
                "InvocationID",
                new byte[] {life}));
        properties.putAll(other);
        return new Unit(properties);
    }
}
