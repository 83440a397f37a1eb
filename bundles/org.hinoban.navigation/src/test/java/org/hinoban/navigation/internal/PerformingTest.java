package org.hinoban.navigation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hinoban.access.Leases.Claim;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionResult.Done;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ComponentPath;
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
import org.junit.jupiter.api.Test;

class PerformingTest extends OnShip {
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
    void nobodyIsAskedAboutWhatIsGone() throws Exception {
        restart(request -> new Done(DONE, null));
        MenuHandler page = request -> {
            throw new MenuException(MenuException.Reason.NOT_FOUND, Text.plain("There is no webshop any more"));
        };
        ship.bundle("third.party")
                .getBundleContext()
                .registerService(MenuHandler.class, page, Ship.dictionary(Ship.entry("/software/service/{name}")));
        ship.fleet.set(WEBSHOP, State.NORMAL);

        assertThat(perform(night1, attempt("attempt-0001", State.ABNORMAL)))
                .isEqualTo(new Performance.Not(new Outcome.NotFound(Text.plain("There is no webshop any more"))));
        assertThat(ship.navigator().gone(night1, "web01", RESTART)).isPresent();
        assertThat(performed).hasValue(0);
    }

    @Test
    void whatIsDownIsRepairedWithOneTapAndWhatRunsIsAskedFor() throws Exception {
        register(Map.of("hinoban.action.confirm", "UNLESS_ABNORMAL"), request -> new Done(DONE, null));
        OfferedAction offer =
                ship.navigator().action("web01", RESTART, Role.OPERATOR).orElseThrow();
        assertThat(offer.confirm()).isFalse();
        assertThat(offer.label().inEnglish()).isEqualTo("Restart webshop");
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
}
