package org.hinoban.access.internal;

import java.nio.file.Path;
import java.time.Duration;
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

    final AtomicLong clock;
    final Settings settings;
    final SessionTable sessions;
    final AccountTable accounts;
    final Logins logins;
    final LeaseTable leases;
    final Database database;
    final DatabaseOnFile file;

    AccessOnFile(Path folder, AtomicLong clock) {
        this.clock = clock;
        file = DatabaseOnFile.open(folder.resolve("test.db"));
        database = file.of("org.hinoban.access", Settings.class);
        settings = new Settings();
        sessions = new SessionTable(database, settings, clock::get);
        accounts = new AccountTable(database, sessions, new PasswordHash(64), PASSWORD);
        leases = new LeaseTable(database, sessions, settings);
        logins = new Logins(accounts, sessions, settings, leases);
    }

    public static AccessOnFile start(Path folder) {
        return new AccessOnFile(folder, new AtomicLong(1_800_000_000_000L));
    }

    /** The next run over the same file. */
    AccessOnFile restart(Path folder) throws InterruptedException {
        close();
        return new AccessOnFile(folder, clock);
    }

    public void pass(Duration time) {
        clock.addAndGet(time.toMillis());
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

    @Override
    public void close() throws InterruptedException {
        sessions.close();
        file.close();
    }
}
