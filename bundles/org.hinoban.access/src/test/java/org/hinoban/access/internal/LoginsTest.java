package org.hinoban.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.hinoban.access.AccountException;
import org.hinoban.access.AccountException.Reason;
import org.hinoban.access.Accounts.Account;
import org.hinoban.access.Sessions.Login;
import org.hinoban.access.Sessions.Show;
import org.hinoban.api.menu.Role;
import org.hinoban.store.DatabaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
    @TempDir
    Path folder;

    private AccessOnFile manager;

    @BeforeEach
    void start() {
        manager = AccessOnFile.start(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        manager.close();
    }

    @Test
    void theGivenFirstPasswordLogsTheAdminIn() {
        Login.LoggedIn login = manager.login("admin");

        assertThat(login.session().role()).isEqualTo(Role.ADMIN);
        assertThat(manager.logins.find(login.secret())).contains(login.session());
        assertThat(manager.logins.loggedIn()).containsExactly("admin");
        assertThat(manager.accounts.firstPassword()).isEmpty();
    }

    @Test
    void makesUpAStrongFirstPasswordOnceAndTellsItInThatRunOnly() {
        AccountTable accounts = accounts(null);

        String password = accounts.firstPassword().orElseThrow();

        assertThat(password).matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}");
        assertThat(accounts.verify("admin", password.toCharArray())).isPresent();
        assertThat(accounts.all()).containsExactly(new Account("admin", Role.ADMIN, false, null));
        assertThat(accounts(null).firstPassword()).isEmpty();
    }

    @Test
    void aTooShortFirstPasswordIsNotTaken() {
        AccountTable accounts = accounts("short");

        assertThat(accounts.firstPassword()).isPresent();
        assertThat(accounts.verify("admin", "short".toCharArray())).isEmpty();
    }

    @Test
    void neitherPasswordNorSecretIsStoredAsItIs() {
        assertThat(accounts(null).firstPassword()).isPresent();
        manager.user("night1");
        String secret = manager.login("night1").secret();

        String stored = manager.database.read(sql -> sql.list(
                        "SELECT password FROM access_account", row -> row.getString(1))
                + " " + sql.list("SELECT id, secret FROM access_session", row -> row.getString(1) + row.getString(2)));
        assertThat(stored).contains("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(AccessOnFile.PASSWORD, secret);
    }

    @Test
    void sessionsOutliveARestartOfTheManager() throws InterruptedException {
        Login.LoggedIn login = manager.login("admin");
        manager.logins.language(login.session(), Locale.JAPANESE);
        manager = manager.restart(folder);

        assertThat(manager.logins.find(login.secret())).hasValueSatisfying(session -> {
            assertThat(session.id()).isEqualTo(login.session().id());
            assertThat(session.csrf()).isEqualTo(login.session().csrf());
            assertThat(session.language()).isEqualTo(Locale.JAPANESE);
        });
    }

    @Test
    void aSessionEndsWhenItsOwnerIsIdleAndLooksByThePageItselfAreNoSign() {
        Login.LoggedIn login = manager.login("admin");
        manager.pass(Duration.ofMinutes(29));
        assertThat(manager.logins.find(login.secret())).isPresent();
        manager.pass(Duration.ofMinutes(29));
        assertThat(manager.logins.peek(login.secret())).isPresent();
        manager.pass(Duration.ofMinutes(1));

        assertThat(manager.logins.find(login.secret())).isEmpty();
        assertThat(manager.logins.loggedIn()).isEmpty();
    }

    @Test
    void aSessionEndsAtItsAbsoluteLimitHoweverBusyItsOwnerIs() {
        Login.LoggedIn login = manager.login("admin");
        for (int i = 0; i < 47; i++) {
            manager.pass(Duration.ofMinutes(15));
            assertThat(manager.logins.find(login.secret())).isPresent();
        }
        manager.pass(Duration.ofMinutes(15));

        assertThat(manager.logins.find(login.secret())).isEmpty();
    }

    @Test
    void whenASessionWasSeenLastOutlivesARestart() throws InterruptedException {
        Login.LoggedIn login = manager.login("admin");
        manager.pass(Duration.ofMinutes(20));
        assertThat(manager.logins.find(login.secret())).isPresent();
        manager = manager.restart(folder);
        manager.pass(Duration.ofMinutes(20));

        assertThat(manager.logins.find(login.secret())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {-100_000, -1, 1, 100_000})
    void aSessionLastsAsLongAsItWouldHaveWhateverClockIsSet(long hours) throws InterruptedException {
        Login.LoggedIn login = manager.login("admin");
        manager.pass(Duration.ofMinutes(20));
        manager.setClock(Duration.ofHours(hours));
        manager.sessions.flush();

        assertThat(manager.logins.peek(login.secret()))
                .hasValueSatisfying(
                        session -> assertThat(Duration.between(login.session().since(), session.since()))
                                .isEqualTo(Duration.ofHours(hours)));
        manager.pass(Duration.ofMinutes(5));
        manager = manager.restart(folder);
        assertThat(manager.logins.peek(login.secret())).isPresent();
        manager.pass(Duration.ofMinutes(5));
        assertThat(manager.logins.peek(login.secret())).isEmpty();
    }

    @Test
    void aSessionOfLaterThanNowBeginsAnewWithTheManager() throws InterruptedException {
        Login.LoggedIn login = manager.login("admin");
        manager = manager.restart(folder, Duration.ofDays(-1_000));
        assertThat(manager.logins.peek(login.secret())).isPresent();
        manager.pass(Duration.ofMinutes(30));

        assertThat(manager.logins.peek(login.secret())).isEmpty();
    }

    @Test
    void whoIsLoggedInStaysSoWhileTheDatabaseIsAway() {
        Login.LoggedIn login = manager.login("admin");
        manager.file.setAway(true);

        assertThat(manager.logins.find(login.secret())).isPresent();
        manager.pass(Duration.ofMinutes(1));
        assertThat(manager.logins.find(login.secret())).isPresent();
        manager.sessions.flush();
        assertThatThrownBy(() -> manager.login("admin")).isInstanceOf(DatabaseException.class);

        manager.file.setAway(false);
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> manager.login("admin") != null);
    }

    @Test
    void theOldestOfVeryManySessionsOfAUserEnds() {
        Login.LoggedIn first = manager.login("admin");
        for (int i = 0; i < 20; i++) {
            manager.pass(Duration.ofSeconds(1));
            manager.login("admin");
        }

        assertThat(manager.logins.find(first.secret())).isEmpty();
        assertThat(manager.logins.loggedIn()).containsExactly("admin");
    }

    @Test
    void whoLoggedInLastIsKnown() {
        manager.user("night1");

        assertThat(manager.accounts.find("night1").orElseThrow().lastLogin()).isNotNull();
    }

    @Test
    void aLockedAccountIsLoggedOutAndItsPasswordIsWrong() {
        manager.user("night1");
        String secret = manager.login("night1").secret();
        manager.accounts.lock("night1", true);

        assertThat(manager.logins.find(secret)).isEmpty();
        assertThat(manager.logins.login("night1", AccessOnFile.PASSWORD.toCharArray(), "192.0.2.1", null))
                .isInstanceOf(Login.Wrong.class);
        manager.accounts.lock("night1", false);
        assertThat(manager.login("night1").session().user()).isEqualTo("night1");
    }

    @Test
    void aChangedRoleTakesANewLogin() {
        manager.user("night1");
        String secret = manager.login("night1").secret();
        manager.accounts.role("night1", Role.VIEWER);

        assertThat(manager.logins.find(secret)).isEmpty();
        assertThat(manager.login("night1").session().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void theLastAdministratorStays() {
        manager.user("night1", Role.ADMIN);
        manager.accounts.lock("night1", true);

        assertThatThrownBy(() -> manager.accounts.role("admin", Role.OPERATOR))
                .isInstanceOfSatisfying(
                        AccountException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LAST_ADMIN));
        assertThatThrownBy(() -> manager.accounts.lock("admin", true)).isInstanceOf(AccountException.class);
        manager.accounts.lock("night1", false);
        manager.accounts.role("admin", Role.OPERATOR);
        assertThat(manager.accounts.find("admin").orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void whoKnowsTheOldPasswordGivesANewOneAndKeepsTheirOwnSession() {
        Login.LoggedIn here = manager.login("admin");
        Login.LoggedIn there = manager.login("admin");

        assertThat(manager.logins.renewPassword(
                        here.session(), "guessed".toCharArray(), "new password".toCharArray(), "192.0.2.1"))
                .containsInstanceOf(Login.Wrong.class);
        assertThatThrownBy(() -> manager.logins.renewPassword(
                        here.session(), AccessOnFile.PASSWORD.toCharArray(), "short".toCharArray(), "192.0.2.1"))
                .isInstanceOf(AccountException.class);
        assertThat(manager.logins.find(there.secret())).isPresent();
        assertThat(manager.logins.renewPassword(
                        here.session(), AccessOnFile.PASSWORD.toCharArray(), "new password".toCharArray(), "192.0.2.1"))
                .isEmpty();
        assertThat(manager.logins.find(here.secret())).isPresent();
        assertThat(manager.logins.find(there.secret())).isEmpty();
        assertThat(manager.accounts.verify("admin", "new password".toCharArray()))
                .isPresent();
    }

    @Test
    void aNewPasswordEndsTheSessionsOfItsUserOnly() {
        Login.LoggedIn admin = manager.login("admin");
        manager.user("night1");
        String night1 = manager.login("night1").secret();

        manager.accounts.password("night1", "another password".toCharArray());

        assertThat(manager.logins.find(night1)).isEmpty();
        assertThat(manager.logins.find(admin.secret())).isPresent();
        assertThat(tried("night1", AccessOnFile.PASSWORD, "192.0.2.9")).isInstanceOf(Login.Wrong.class);
        assertThat(tried("night1", "another password", "192.0.2.9")).isInstanceOf(Login.LoggedIn.class);
    }

    @Test
    void theChosenLanguageIsRememberedForTheNextLogin() {
        manager.logins.language(manager.login("admin").session(), Locale.JAPANESE);

        assertThat(manager.login("admin").session().language()).isEqualTo(Locale.JAPANESE);
    }

    @Test
    void wrongPasswordsAreSlowedDownAndTheRightOneGetsInAfterTheWaitThatWasTold() {
        for (int i = 0; i < 8; i++) {
            tried("admin", "wrong password", "198.51.100." + i);
            manager.pass(Duration.ofSeconds(16));
        }
        tried("admin", "wrong password", "198.51.100.99");
        Login early = tried("admin", AccessOnFile.PASSWORD, "192.0.2.1");
        assertThat(early).isInstanceOf(Login.TooEarly.class);
        Duration wait = ((Login.TooEarly) early).remaining();
        assertThat(wait).isLessThanOrEqualTo(Throttle.LONGEST);

        // meanwhile somebody keeps on guessing from everywhere
        manager.pass(wait.minusMillis(1));
        for (int i = 0; i < 50; i++) {
            tried("admin", "wrong password", "203.0.113." + i);
        }
        manager.pass(Duration.ofMillis(1));
        tried("admin", "wrong password", "198.51.100.7");

        assertThat(tried("admin", AccessOnFile.PASSWORD, "192.0.2.1")).isInstanceOf(Login.LoggedIn.class);
    }

    @Test
    void aClientThatTriesManyUsersIsSlowedDownAndOthersAreNot() {
        for (int i = 0; i < 10; i++) {
            tried("user" + i, "wrong password", "2001:db8:1:2::" + i);
        }

        assertThat(tried("admin", AccessOnFile.PASSWORD, "2001:db8:1:2:ffff::1"))
                .isInstanceOf(Login.TooEarly.class);
        assertThat(tried("admin", AccessOnFile.PASSWORD, "2001:db8:1:3::1")).isInstanceOf(Login.LoggedIn.class);
    }

    @Test
    void anUnknownUserTakesAsLongAsAWrongPassword() {
        AccountTable accounts = accounts(null);
        assertThat(accounts.firstPassword()).isPresent();
        long known = cpuNanos(accounts, "admin");
        long unknown = cpuNanos(accounts, "nobody");

        assertThat((double) unknown / known).isBetween(0.33, 3.0);
    }

    @Test
    void refusesATakenUserAShortPasswordAndAStrangeName() {
        assertThatThrownBy(() -> manager.accounts.add("admin", Role.VIEWER, "long enough".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.accounts.add("night1", Role.VIEWER, "short".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.accounts.add("a b", Role.VIEWER, "long enough".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBadSettingLeavesTheLastGoodValueAndANotice() {
        manager.settings.set("site", "known-devices", "10m", "12h");
        manager.settings.set("both", "sometimes", "soon", "1h");

        assertThat(manager.settings.exclusive()).isEqualTo(Settings.Exclusive.SITE);
        assertThat(manager.logins.showLoggedIn()).isEqualTo(Show.KNOWN_DEVICES);
        assertThat(manager.settings.idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(manager.settings.absolute()).isEqualTo(Duration.ofHours(1));
        assertThat(manager.settings.notices()).hasSize(3);

        manager.settings.set("server", "never", "10m", "1h");
        assertThat(manager.settings.notices()).isEmpty();
    }

    /** Of this thread alone: what else the machine does is not measured. */
    private static long cpuNanos(AccountTable accounts, String user) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 3; i++) {
            assertThat(accounts.verify(user, "wrong password".toCharArray())).isEmpty();
        }
        return threads.getCurrentThreadCpuTime() - begin;
    }

    /** The accounts as they are in the product. */
    private AccountTable accounts(String firstPassword) {
        return new AccountTable(
                manager.database, manager.sessions, new PasswordHash(PasswordHash.MEMORY_KIB), firstPassword);
    }

    private Login tried(String user, String password, String client) {
        return manager.logins.login(user, password.toCharArray(), client, null);
    }
}
