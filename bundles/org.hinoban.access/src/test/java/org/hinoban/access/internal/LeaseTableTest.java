package org.hinoban.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hinoban.access.Leases.Claim;
import org.hinoban.access.Leases.Claim.Granted;
import org.hinoban.access.Leases.Claim.Held;
import org.hinoban.access.Leases.Lease;
import org.hinoban.access.Session;
import org.hinoban.access.Sessions.Login;
import org.hinoban.api.menu.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTableTest {
    @TempDir
    Path folder;

    private AccessOnFile manager;
    private Login.LoggedIn first;
    private Session night1;
    private Session night2;

    @BeforeEach
    void start() {
        manager = AccessOnFile.start(folder);
        manager.user("night1");
        first = manager.login("night1");
        night1 = first.session();
        night2 = manager.user("night2");
    }

    @AfterEach
    void stop() throws InterruptedException {
        manager.close();
    }

    @Test
    void theFirstToOperateHoldsTheServerAndNoOther() {
        long token = claim(night1);

        assertThat(claim(night1)).isEqualTo(token);
        assertThat(held(manager.leases.claim("web01", night2)).user()).isEqualTo("night1");
        assertThat(manager.leases.claim("web02", night2)).isInstanceOf(Granted.class);
        assertThat(manager.leases.holds("web01", night1, token)).isTrue();
        assertThat(manager.leases.holds("web01", night2, token)).isFalse();
    }

    @Test
    void aHolderIdleForAMinuteIsTakenOverAtOnceAndTheOldTokenIsStale() {
        long old = claim(night1);
        manager.pass(Duration.ofSeconds(59));
        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Held.class);
        manager.pass(Duration.ofSeconds(1));

        long token = granted(manager.leases.takeOver("web01", night2));

        assertThat(token).isGreaterThan(old);
        assertThat(manager.leases.holds("web01", night1, old)).isFalse();
        assertThat(held(manager.leases.claim("web01", night1)).user()).isEqualTo("night2");
    }

    @Test
    void eachRequestOfTheHolderIsAHeartbeat() {
        claim(night1);
        manager.pass(Duration.ofSeconds(50));
        assertThat(manager.logins.find(first.secret())).isPresent();
        manager.pass(Duration.ofSeconds(50));

        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Held.class);
        assertThat(manager.leases.of("web01").orElseThrow().idle()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void silenceOfAnActiveHolderGrantsWhatWasAsked() {
        claim(night1);
        assertThat(held(manager.leases.ask("web01", night2)).asker()).isEqualTo("night2");
        manager.pass(Duration.ofSeconds(15));
        beat();
        assertThat(held(manager.leases.ask("web01", night2)).unanswered()).isEqualTo(Duration.ofSeconds(15));
        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Held.class);
        manager.pass(Duration.ofSeconds(5));
        beat();

        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Granted.class);
    }

    @Test
    void aRefusalHoldsAlthoughTheTimeOfSilenceGoesBy() {
        long token = claim(night1);
        manager.leases.ask("web01", night2);
        manager.leases.answer("web01", night1, false);
        manager.pass(Duration.ofSeconds(30));
        beat();

        assertThat(held(manager.leases.takeOver("web01", night2)).refused()).isTrue();
        assertThat(held(manager.leases.ask("web01", night2)).refused()).isTrue();
        assertThat(manager.leases.holds("web01", night1, token)).isTrue();
    }

    @Test
    void whoWasRefusedMayAskAgainLaterAndOthersAtOnce() {
        Session night3 = manager.user("night3");
        claim(night1);
        manager.leases.ask("web01", night2);
        manager.leases.answer("web01", night1, false);

        assertThat(held(manager.leases.ask("web01", night3)).asker()).isEqualTo("night3");
        assertThat(held(manager.leases.ask("web01", night2)).asker()).isEqualTo("night3");
        manager.leases.answer("web01", night1, false);
        manager.pass(Duration.ofSeconds(61));
        beat();
        assertThat(held(manager.leases.ask("web01", night3)).refused()).isFalse();
    }

    @Test
    void theHolderGivesItToWhoAsks() {
        long token = claim(night1);
        manager.leases.ask("web01", night2);

        manager.leases.answer("web01", night1, true);

        Lease lease = manager.leases.of("web01").orElseThrow();
        assertThat(lease.user()).isEqualTo("night2");
        assertThat(lease.token()).isGreaterThan(token);
        assertThat(lease.asker()).isNull();
    }

    @Test
    void nobodyTakesOverWhileSomethingDestructiveOfTheHolderRuns() {
        claim(night1);
        manager.leases.ask("web01", night2);
        manager.leases.destructive("web01", night1, true);
        manager.pass(Duration.ofSeconds(90));

        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Held.class);
        manager.leases.answer("web01", night1, true);
        assertThat(manager.leases.of("web01").orElseThrow().user()).isEqualTo("night1");

        manager.leases.destructive("web01", night1, false);
        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Granted.class);
    }

    @Test
    void theSamePersonGoesOnAtAnotherPhoneAtOnce() {
        long token = claim(night1);
        Session elsewhere = manager.user("night1");
        assertThat(manager.leases.claim("web01", elsewhere)).isInstanceOf(Held.class);
        manager.leases.destructive("web01", night1, true);
        assertThat(manager.leases.takeOver("web01", elsewhere)).isInstanceOf(Held.class);
        manager.leases.destructive("web01", night1, false);

        assertThat(granted(manager.leases.takeOver("web01", elsewhere))).isGreaterThan(token);
        assertThat(manager.leases.holds("web01", night1, token)).isFalse();
    }

    @Test
    void aSessionThatEndsLosesItsLease() {
        claim(night1);
        manager.logins.logout(night1);

        assertThat(manager.leases.of("web01")).isEmpty();
        assertThat(manager.leases.claim("web01", night2)).isInstanceOf(Granted.class);
    }

    @Test
    void theQuestionOfASessionThatEndedIsGone() {
        claim(night1);
        manager.leases.ask("web01", night2);
        manager.logins.logout(night2);
        manager.leases.answer("web01", night1, true);

        assertThat(manager.leases.of("web01").orElseThrow().user()).isEqualTo("night1");
        assertThat(manager.leases.of("web01").orElseThrow().asker()).isNull();
    }

    @Test
    void aLeaseThatWasGivenBackIsFree() {
        claim(night1);
        manager.leases.release("web01", night2);
        assertThat(manager.leases.held()).hasSize(1);
        manager.leases.release("web01", night1);

        assertThat(manager.leases.held()).isEmpty();
        assertThat(claim(night2)).isPositive();
    }

    @Test
    void leasesOutliveARestartAndTokensOnlyGrow() throws InterruptedException {
        long token = claim(night1);
        manager = manager.restart(folder);

        assertThat(manager.leases.of("web01").orElseThrow().user()).isEqualTo("night1");
        assertThat(manager.leases.holds("web01", night1, token)).isTrue();
        manager.pass(Duration.ofSeconds(60));
        assertThat(granted(manager.leases.takeOver("web01", night2))).isGreaterThan(token);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, -1, 1, 1_000})
    void aHolderIsIdleAndSilentAsLongAsItReallyWasWhateverClockIsSet(long hours) throws InterruptedException {
        claim(night1);
        manager.leases.ask("web01", night2);
        manager.pass(Duration.ofSeconds(15));
        manager.setClock(Duration.ofHours(hours));
        manager.sessions.flush();

        Lease lease = manager.leases.of("web01").orElseThrow();
        assertThat(lease.idle()).isEqualTo(Duration.ofSeconds(15));
        assertThat(lease.unanswered()).isEqualTo(Duration.ofSeconds(15));
        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Held.class);
        manager = manager.restart(folder);
        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Held.class);
        manager.pass(Duration.ofSeconds(5));
        assertThat(manager.leases.takeOver("web01", night2)).isInstanceOf(Granted.class);
    }

    @Test
    void oneHoldsTheWholeSiteWhereTheSettingSaysSo() {
        long before = claim(night1);
        manager.settings.set("site", "always", "30m", "12h");

        assertThat(manager.leases.of("web01")).isEmpty();
        assertThat(granted(manager.leases.claim("web02", night2))).isGreaterThan(before);
        assertThat(manager.leases.claim("web01", night1)).isInstanceOf(Held.class);
    }

    @Test
    void theWholeSiteIsTakenAtLoginByThoseWhoOperate() {
        manager.settings.set("site", "always", "30m", "12h");
        manager.user("looker", Role.VIEWER);
        assertThat(manager.leases.held()).isEmpty();

        manager.user("night1");
        manager.user("night2");

        assertThat(manager.leases.of("web01").orElseThrow().user()).isEqualTo("night1");
        assertThat(manager.leases.held()).hasSize(1);
    }

    @Test
    void switchedOffEverybodyOperatesWithATokenThatIsNotStale() {
        long before = claim(night1);
        manager.settings.set("off", "always", "30m", "12h");

        long token = granted(manager.leases.claim("web01", night2));
        assertThat(token).isGreaterThanOrEqualTo(before);
        assertThat(granted(manager.leases.claim("web01", night1))).isEqualTo(token);
        assertThat(manager.leases.holds("web01", night1, token)).isTrue();
        assertThat(manager.leases.of("web01")).isEmpty();
    }

    @Test
    void saysWhenSomethingChanges() {
        AtomicInteger changes = new AtomicInteger();
        var listening = manager.leases.onChange(changes::incrementAndGet);
        claim(night1);
        claim(night1);
        manager.leases.ask("web01", night2);
        assertThat(changes).hasValue(2);

        listening.close();
        manager.leases.release("web01", night1);
        assertThat(changes).hasValue(2);
    }

    private long claim(Session session) {
        return granted(manager.leases.claim("web01", session));
    }

    private void beat() {
        assertThat(manager.logins.find(first.secret())).isPresent();
    }

    private static long granted(Claim claim) {
        return ((Granted) claim).token();
    }

    private static Lease held(Claim claim) {
        return ((Held) claim).lease();
    }
}
