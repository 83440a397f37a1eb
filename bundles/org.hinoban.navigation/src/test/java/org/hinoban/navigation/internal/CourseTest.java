package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.ActionResult.Done;
import org.hinoban.api.menu.ActionResult.Sighting;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Execution.Stage;
import org.junit.jupiter.api.Test;

class CourseTest extends OnShip {
    @Test
    void aRepairThatHoldsIsVerifiedAndTold() throws Exception {
        restart(request -> {
            assertThat(request.variable("name")).isEqualTo("webshop");
            assertThat(request.field("why")).contains("down");
            assertThat(request.mandate().operator()).isEqualTo("night1");
            assertThat(request.mandate().fencingToken()).isPositive();
            ship.fleet.set(WEBSHOP, State.NORMAL);
            return new Done(DONE, deadline -> new Sighting(State.NORMAL, "process 4711", List.of()));
        });

        Execution begun = begun(attempt("attempt-0001", State.ABNORMAL));
        assertThat(begun.stage()).isEqualTo(Stage.VERIFYING);
        assertThat(begun.message()).isEqualTo(DONE);
        assertThat(begun.took()).isNotNull();

        Execution verified = finished("attempt-0001");
        assertThat(verified.stage()).isEqualTo(Stage.VERIFIED);
        assertThat(verified.identity()).isEqualTo("process 4711");
        assertThat(verified.state()).isEqualTo(State.NORMAL);
        assertThat(verified.normalSince()).isNotNull();
        assertThat(verified.incident()).isEqualTo("inc1");
        assertThat(ship.navigator().repair("inc1")).contains(verified);
        assertThat(ship.book.results()).containsExactly("begun", "done");
        assertThat(ship.book.notes)
                .containsExactly("inc1 action.done [night1, Restart webshop]", "inc1 action.verified []");
    }

    @Test
    void theBundlesOwnWordsTellWhatWasDone() throws Exception {
        ship.bundle("wordy", "kind.action.restart.title = {1}: restarted {0} in {2} s\n")
                .getBundleContext()
                .registerService(
                        Action.class,
                        request -> new Done(DONE, null),
                        Ship.dictionary(Ship.action("/software/service/{name}/restart")));

        begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(ship.book.notes).containsExactly("inc1 action.restart [night1]");
    }

    @Test
    void whatWasDoneIsForgottenOnceItIsOldAndItsIncidentOver() throws Exception {
        restart(request -> new Done(DONE, null));
        begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(ship.executions().forget(Duration.ofDays(1), Set.of())).isZero();
        assertThat(ship.executions().forget(Duration.ofDays(-1), Set.of("inc1")))
                .isZero();
        assertThat(ship.navigator().repair("inc1")).isPresent();
        assertThat(ship.navigator().forget(Duration.ofDays(-1))).isEqualTo(1);
        assertThat(ship.navigator().repair("inc1")).isEmpty();
    }

    @Test
    void whatManyOpenIncidentsKeepDoesNotHoldBackTheRest() {
        for (int i = 0; i < 501; i++) {
            done("old-" + i, "open");
        }
        done("new", "over");

        assertThat(ship.executions().forget(Duration.ofDays(-1), Set.of("open")))
                .isEqualTo(1);
        assertThat(ship.executions().forget(Duration.ofDays(-1), Set.of("open")))
                .isZero();
    }

    private void done(String id, String incident) {
        ship.executions().begin(id, "web01", "/software/service/" + id, DONE, "night1", State.ABNORMAL, incident);
    }

    @Test
    void aServiceThatDiesAfterTheRestartIsStillAbnormalWithItsNewLines() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        List<LogLine> lines = List.of(new LogLine(null, "out of memory"));
        restart(request -> new Done(
                DONE,
                deadline -> looks.incrementAndGet() == 1
                        ? new Sighting(State.NORMAL, "process 4711", List.of())
                        : new Sighting(State.ABNORMAL, "", lines)));

        begun(attempt("attempt-0001", State.ABNORMAL));

        Execution still = finished("attempt-0001");
        assertThat(still.stage()).isEqualTo(Stage.STILL_ABNORMAL);
        assertThat(still.log()).isEqualTo(lines);
        assertThat(still.state()).isEqualTo(State.ABNORMAL);
        assertThat(ship.book.notes).endsWith("inc1 action.still-abnormal []");
    }

    @Test
    void anotherProcessThanTheOneThatWasRepairedIsNoProof() throws Exception {
        restart(request -> {
            ship.fleet.set(WEBSHOP, State.NORMAL);
            return new Done(
                    DONE, deadline -> new Sighting(State.NORMAL, "process " + process.incrementAndGet(), List.of()));
        });

        begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(finished("attempt-0001").stage()).isEqualTo(Stage.STILL_ABNORMAL);
    }

    @Test
    void asLongAsItsDetectorSaysAbnormalNothingIsVerified() throws Exception {
        restart(request -> new Done(DONE, deadline -> new Sighting(State.NORMAL, "process 1", List.of())));

        begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(finished("attempt-0001").stage()).isEqualTo(Stage.STILL_ABNORMAL);
    }

    @Test
    void aProofThatCannotBeSeenIsSaidSo() throws Exception {
        restart(request -> new Done(DONE, deadline -> {
            throw new IllegalStateException("blind");
        }));

        begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(finished("attempt-0001").stage()).isEqualTo(Stage.FAILED);
        assertThat(finished("attempt-0001").message().key()).isEqualTo("done.unseen");
    }

    @Test
    void anActionThatTakesItsTimeGoesOnBehindThePage() throws Exception {
        restart(request -> {
            Thread.sleep(800);
            return new Done(DONE, null);
        });

        Execution begun = begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(begun.stage()).isEqualTo(Stage.RUNNING);
        assertThat(finished("attempt-0001").stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void anActionThatHangsFailsWithTheNameOfItsBundleAndAReference() throws Exception {
        restart(request -> {
            Thread.sleep(60_000);
            return new Done(DONE, null);
        });
        begun(attempt("attempt-0001", State.ABNORMAL));

        Execution failed = finished("attempt-0001");

        assertThat(failed.stage()).isEqualTo(Stage.FAILED);
        assertThat(failed.message().key()).isEqualTo("done.late");
        assertThat(failed.message().arguments()).startsWith("third.party");
    }

    @Test
    void anActionWhoseServerDoesNotAnswerFailsWithItsWordsAndAReference() throws Exception {
        restart(request -> {
            throw new MenuException(MenuException.Reason.TIMED_OUT, Text.plain("The job is not through in time"));
        });

        Execution failed = begun(attempt("attempt-0001", State.ABNORMAL));

        assertThat(failed.stage()).isEqualTo(Stage.FAILED);
        assertThat(failed.message().key()).isEqualTo("done.unanswered");
        assertThat(failed.message().inEnglish())
                .matches("The job is not through in time; whether it was done is not known. Reference \\w+");
    }

    @Test
    void anActionThatThrowsOrReturnsNothingFails() throws Exception {
        restart(request -> {
            if (request.mandate().id().endsWith("1")) {
                throw new IllegalStateException("broken");
            }
            return null;
        });

        assertThat(begun(attempt("attempt-0001", State.ABNORMAL)).message().key())
                .isEqualTo("done.broken");
        assertThat(begun(attempt("attempt-0002", State.ABNORMAL)).stage()).isEqualTo(Stage.FAILED);
        assertThat(ship.book.results()).containsExactly("begun", "failed", "begun", "failed");
    }

    @Test
    void aRefusalHasItsReasonAndTheNewState() throws Exception {
        restart(request -> {
            if (request.mandate().id().endsWith("1")) {
                return new ActionResult.Refused(Text.plain("it is starting already"), State.WARNING);
            }
            throw new MenuException(MenuException.Reason.NOT_FOUND, Text.plain("There is no service webshop"));
        });

        Execution refused = begun(attempt("attempt-0001", State.ABNORMAL));
        assertThat(refused.stage()).isEqualTo(Stage.REFUSED);
        assertThat(refused.state()).isEqualTo(State.WARNING);
        assertThat(begun(attempt("attempt-0002", State.ABNORMAL)).message().english())
                .isEqualTo("There is no service webshop");
        assertThat(ship.book.notes).contains("inc1 action.refused [night1, Restart webshop, it is starting already]");
    }
}
