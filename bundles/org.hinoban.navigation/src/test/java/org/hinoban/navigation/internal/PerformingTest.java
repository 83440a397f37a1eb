package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hinoban.access.Leases.Claim;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.menu.ActionResult.Done;
import org.hinoban.api.menu.ActionResult.Sighting;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Execution.Stage;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Performance;
import org.hinoban.navigation.Visitor;
import org.hinoban.store.DatabaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformingTest {
    private static final String WEBSHOP = "software/service/webshop";
    private static final String RESTART = "/" + WEBSHOP + "/restart";
    private static final Text DONE = Text.plain("Restarted in 0.8 s.");

    @TempDir
    Path folder;

    private Ship ship;
    private Visitor night1;
    private final AtomicInteger performed = new AtomicInteger();
    private final AtomicLong process = new AtomicLong(4711);

    @BeforeEach
    void start() throws Exception {
        ship = new Ship(folder);
        night1 = ship.visitor("night1", Role.OPERATOR);
        ship.fleet.set(WEBSHOP, State.ABNORMAL);
    }

    @AfterEach
    void stop() throws Exception {
        ship.close();
    }

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
    void aDoubleTapIsDoneOnce() throws Exception {
        restart(request -> {
            Thread.sleep(100);
            ship.fleet.set(WEBSHOP, State.NORMAL);
            return new Done(DONE, null);
        });
        ExecutorService taps = Executors.newFixedThreadPool(8);
        try {
            List<Future<Execution>> executions = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                executions.add(taps.submit(() -> begun(attempt("attempt-0001", State.ABNORMAL))));
            }
            for (Future<Execution> execution : executions) {
                assertThat(execution.get(5, TimeUnit.SECONDS).stage()).isEqualTo(Stage.DONE);
            }
        } finally {
            taps.shutdownNow();
        }
        ship.restartNavigator();
        assertThat(begun(attempt("attempt-0001", State.ABNORMAL)).stage()).isEqualTo(Stage.DONE);
        assertThat(performed).hasValue(1);
    }

    @Test
    void anIdIsGoodForOneActionOfOneUser() throws Exception {
        restart(request -> new Done(DONE, null));
        begun(attempt("attempt-0001", State.ABNORMAL));
        Visitor other = ship.visitor("night2", Role.OPERATOR);

        assertThat(perform(other, attempt("attempt-0001", State.ABNORMAL)))
                .isInstanceOfSatisfying(
                        Performance.Not.class, not -> assertThat(not.outcome()).isInstanceOf(Outcome.Refused.class));
        assertThat(perform(night1, attempt("x", State.ABNORMAL))).isInstanceOf(Performance.Not.class);
        assertThat(performed).hasValue(1);
    }

    @Test
    void whatTheManagersEndInterruptedIsUncertain() throws Exception {
        restart(request -> {
            Thread.sleep(60_000);
            return new Done(DONE, null);
        });
        begun(attempt("attempt-0001", State.ABNORMAL));

        ship.restartNavigator();

        Execution execution = ship.navigator().execution("attempt-0001").orElseThrow();
        assertThat(execution.stage()).isEqualTo(Stage.UNCERTAIN);
        assertThat(begun(attempt("attempt-0001", State.ABNORMAL)).stage()).isEqualTo(Stage.UNCERTAIN);
        assertThat(performed).hasValue(1);
    }

    @Test
    void aChangedStateRefusesItAndShowsTheNewOne() throws Exception {
        restart(request -> new Done(DONE, null));
        ship.fleet.set(WEBSHOP, State.NORMAL);

        Performance performance = perform(night1, attempt("attempt-0001", State.ABNORMAL));

        assertThat(performance)
                .isInstanceOfSatisfying(
                        Performance.Changed.class,
                        changed -> assertThat(changed.now()).isEqualTo(State.NORMAL));
        assertThat(performed).hasValue(0);
        assertThat(ship.access.leases().held()).isEmpty();
        assertThat(ship.book.results()).containsExactly("changed");
    }

    @Test
    void whatIsDownIsRepairedWithOneTapAndWhatRunsIsAskedFor() throws Exception {
        register(Map.of("hinoban.action.confirm", "UNLESS_ABNORMAL"), request -> new Done(DONE, null));
        OfferedAction offer =
                ship.navigator().action("web01", RESTART, Role.OPERATOR).orElseThrow();
        assertThat(offer.confirm()).isFalse();
        assertThat(Texts.inEnglish(offer.label())).isEqualTo("Restart webshop");
        assertThat(begun(attempt("attempt-0001", State.ABNORMAL)).stage()).isEqualTo(Stage.DONE);

        ship.fleet.set(WEBSHOP, State.NORMAL);
        assertThat(perform(night1, attempt("attempt-0002", State.NORMAL))).isInstanceOf(Performance.Confirm.class);
        assertThat(performed).hasValue(1);
        Attempt confirmed = new Attempt("attempt-0002", State.NORMAL, null, true, Map.of());
        assertThat(perform(night1, confirmed)).isInstanceOf(Performance.Begun.class);
        assertThat(performed).hasValue(2);
    }

    @Test
    void aViewerIsToldThatItIsForbidden() throws Exception {
        restart(request -> new Done(DONE, null));
        Visitor viewer = ship.visitor("looker", Role.VIEWER);

        assertThat(perform(viewer, attempt("attempt-0001", State.ABNORMAL)))
                .isEqualTo(new Performance.Not(new Outcome.Forbidden()));
        assertThat(ship.navigator().action("web01", RESTART, Role.VIEWER)).isEmpty();
        assertThat(ship.book.results()).containsExactly("forbidden");
    }

    @Test
    void whoDoesNotHoldTheLeaseIsToldWhoDoes() throws Exception {
        restart(request -> new Done(DONE, null));
        ship.access
                .leases()
                .claim("web01", ship.visitor("night2", Role.OPERATOR).session());

        assertThat(perform(night1, attempt("attempt-0001", State.ABNORMAL)))
                .isInstanceOfSatisfying(
                        Performance.Held.class,
                        held -> assertThat(held.lease().user()).isEqualTo("night2"));
        assertThat(performed).hasValue(0);
    }

    @Test
    void aStalePhoneIsRefusedByItsToken() throws Exception {
        restart(request -> new Done(DONE, null));
        long drawnWith = ((Claim.Granted) ship.access.leases().claim("web01", night1.session())).token();
        ship.access.pass(Duration.ofSeconds(61));
        Visitor night2 = ship.visitor("night2", Role.OPERATOR);
        ship.access.leases().takeOver("web01", night2.session());
        ship.access.leases().release("web01", night2.session());

        Attempt stale = new Attempt("attempt-0001", State.ABNORMAL, drawnWith, true, Map.of());

        assertThat(perform(night1, stale)).isInstanceOf(Performance.Stale.class);
        assertThat(performed).hasValue(0);
        assertThat(ship.book.results()).containsExactly("stale");
    }

    @Test
    void nobodyTakesOverWhileSomethingDestructiveRuns() throws Exception {
        Visitor night2 = ship.visitor("night2", Role.OPERATOR);
        register(Map.of("hinoban.action.destructive", true), request -> {
            ship.access.pass(Duration.ofSeconds(90));
            assertThat(ship.access.leases().takeOver("web01", night2.session())).isInstanceOf(Claim.Held.class);
            return new Done(DONE, null);
        });

        assertThat(begun(attempt("attempt-0001", State.ABNORMAL)).stage()).isEqualTo(Stage.DONE);
        assertThat(ship.access.leases().takeOver("web01", night2.session())).isInstanceOf(Claim.Granted.class);
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

    @Test
    void withoutItsDatabaseNothingIsDone() {
        restart(request -> new Done(DONE, null));
        ship.file.setAway(true);

        assertThatThrownBy(() -> perform(night1, attempt("attempt-0001", State.ABNORMAL)))
                .isInstanceOf(DatabaseException.class);
        assertThat(performed).hasValue(0);
    }

    @Test
    void unknownServersAndActionsAreNotFound() throws Exception {
        assertThat(perform(night1, attempt("attempt-0001", State.ABNORMAL)))
                .isInstanceOfSatisfying(
                        Performance.Not.class, not -> assertThat(not.outcome()).isInstanceOf(Outcome.NotFound.class));
        restart(request -> new Done(DONE, null));
        assertThat(ship.navigator().perform(night1, "web09", RESTART, attempt("attempt-0001", State.ABNORMAL)))
                .isInstanceOf(Performance.Not.class);
    }

    @Test
    void proposesTheRemediesForAKindMostLikelyFirst() {
        ship.bundle("a")
                .getBundleContext()
                .registerService(Action.class, request -> new Done(DONE, null), remedy("stop", 100, "OPERATOR"));
        ship.bundle("b")
                .getBundleContext()
                .registerService(Action.class, request -> new Done(DONE, null), remedy("restart", 10, "OPERATOR"));
        ship.bundle("c")
                .getBundleContext()
                .registerService(Action.class, request -> new Done(DONE, null), remedy("reinstall", 1, "ADMIN"));

        assertThat(ship.navigator().remedies("web01", new ComponentPath(WEBSHOP), Fleet.GONE, Role.OPERATOR))
                .extracting(OfferedAction::path)
                .containsExactly(RESTART, "/" + WEBSHOP + "/stop");
        assertThat(ship.navigator().remedies("web01", new ComponentPath("hardware/disk/sda"), Fleet.GONE, Role.ADMIN))
                .isEmpty();
    }

    @Test
    void anActionOfViewersOrWithoutAVerbIsRefused() {
        register(Map.of("hinoban.action.role", "VIEWER"), request -> new Done(DONE, null));

        assertThat(ship.navigator().action("web01", RESTART, Role.ADMIN)).isEmpty();
        assertThat(ship.navigator().contributions().get(0).refusal()).contains("at least the role OPERATOR");
    }

    private static java.util.Dictionary<String, Object> remedy(String verb, int order, String role) {
        Map<String, Object> properties = Ship.action("/software/service/{name}/" + verb);
        properties.put("hinoban.remedy.kinds", new String[] {"service.gone", "service.failed"});
        properties.put("hinoban.remedy.order", order);
        properties.put("hinoban.action.role", role);
        return Ship.dictionary(properties);
    }

    private void restart(Action action) {
        register(Map.of(), action);
    }

    private void register(Map<String, Object> more, Action action) {
        Map<String, Object> properties = Ship.action("/software/service/{name}/restart");
        properties.putAll(more);
        Action counted = (ActionRequest request) -> {
            performed.incrementAndGet();
            return action.perform(request);
        };
        ship.bundle("third.party")
                .getBundleContext()
                .registerService(Action.class, counted, Ship.dictionary(properties));
    }

    private static Attempt attempt(String id, State expected) {
        return new Attempt(id, expected, null, false, Map.of("why", "down"));
    }

    private Performance perform(Visitor visitor, Attempt attempt) throws InterruptedException {
        return ship.navigator().perform(visitor, "web01", RESTART, attempt);
    }

    private Execution begun(Attempt attempt) throws InterruptedException {
        return ((Performance.Begun) perform(night1, attempt)).execution();
    }

    private Execution finished(String id) {
        return await().atMost(Duration.ofSeconds(8))
                .until(
                        () -> ship.navigator().execution(id).orElseThrow(),
                        execution -> execution.stage().isFinal());
    }
}
