package org.hinoban.access.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hinoban.access.Leases;
import org.hinoban.access.Session;
import org.hinoban.access.Sessions.Login;
import org.hinoban.api.menu.Role;
import org.hinoban.store.Database;
import org.hinoban.store.testing.DatabaseOnFile;

/** The real parts over one file, as one run of the manager has them; the clock is the test's and passwords are hashed fast. */
public final class AccessOnFile implements AutoCloseable {
    public static final String PASSWORD = "correct horse";

    private final Time time;
    final Settings settings;
    final SessionTable sessions;
    final AccountTable accounts;
    final Logins logins;
    final LeaseTable leases;
    final Database database;
    final DatabaseOnFile file;

    private AccessOnFile(Path folder, Time time) {
        this.time = time;
        file = DatabaseOnFile.open(folder.resolve("test.db"));
        file.setClock(real -> time.clock.get());
        database = file.of("org.hinoban.access", Settings.class);
        settings = new Settings();
        sessions = new SessionTable(
                database, settings, new DatabaseClock(() -> TimeUnit.MILLISECONDS.toNanos(time.passed.get())));
        accounts = new AccountTable(database, sessions, new PasswordHash(64), PASSWORD);
        leases = new LeaseTable(database, sessions, settings);
        logins = new Logins(accounts, sessions, settings, leases);
    }

    public static AccessOnFile start(Path folder) {
        return new AccessOnFile(folder, new Time(new AtomicLong(), new AtomicLong(1_800_000_000_000L)));
    }

    /** The next run over the same file. */
    AccessOnFile restart(Path folder) throws InterruptedException {
        return restart(folder, Duration.ZERO);
    }

    /** The next run over the same file, for which the clock was set in between. */
    AccessOnFile restart(Path folder, Duration by) throws InterruptedException {
        close();
        setClock(by);
        return new AccessOnFile(folder, time);
    }

    public void pass(Duration duration) {
        time.passed.addAndGet(duration.toMillis());
        setClock(duration);
    }

    /** Sets the database's clock forward, or back. */
    void setClock(Duration by) {
        time.clock.addAndGet(by.toMillis());
    }

    public Leases leases() {
        return leases;
    }

    Session user(String name) {
        return user(name, Role.OPERATOR);
    }

    /** A new session of a user, who is added if there is none of that name. */
    public Session user(String name, Role role) {
        if (accounts.find(name).isEmpty()) {
            accounts.add(name, role, PASSWORD.toCharArray());
        }
        return login(name).session();
    }

    Login.LoggedIn login(String name) {
        return (Login.LoggedIn) logins.login(name, PASSWORD.toCharArray(), "192.0.2.1", null);
    }

    /**
     * In milliseconds.
     *
     * @param passed what the monotonic clock says
     * @param clock what the database's clock says
     */
    private record Time(AtomicLong passed, AtomicLong clock) {}

    @Override
    public void close() throws InterruptedException {
        sessions.close();
        file.close();
    }
}
