package org.hinoban.access.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hinoban.access.Leases;
import org.hinoban.access.Session;
import org.hinoban.access.Sessions;
import org.hinoban.access.internal.Settings.Exclusive;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.measure.Tally;
import org.hinoban.api.menu.Role;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Login, slowed down by {@link Throttle}, over {@link SessionTable}. */
@Component(service = {Sessions.class, MeasureSource.class})
public final class Logins implements Sessions, MeasureSource {
    /** More than any password; so much is hashed at most. */
    private static final int MAX_PASSWORD = 1_000;

    private static final int SECRET_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AccountTable accounts;
    private final SessionTable sessions;
    private final Settings settings;
    private final Leases leases;
    private final Throttle throttle;
    private final Semaphore turns = new Semaphore(2, true);
    private final Tally logins = new Tally("hinoban_logins_total", "Logins by what became of them.", "outcome")
            .expect("accepted")
            .expect("wrong")
            .expect("too_early");

    @Activate
    public Logins(
            @Reference AccountTable accounts,
            @Reference SessionTable sessions,
            @Reference Settings settings,
            @Reference Leases leases) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.settings = settings;
        this.leases = leases;
        this.throttle = new Throttle(sessions.clock()::now);
    }

    @Override
    public Login login(String user, char[] password, String client, @Nullable Locale language) {
        Login login = loginInTurn(user, password, client, language);
        logins.count(
                login instanceof Login.LoggedIn ? "accepted" : login instanceof Login.Wrong ? "wrong" : "too_early");
        return login;
    }

    private Login loginInTurn(String user, char[] password, String client, @Nullable Locale language) {
        if (!inTurn()) {
            return new Login.TooEarly(PATIENCE);
        }
        try {
            return tryNow(user, password, client, language);
        } finally {
            turns.release();
        }
    }

    /** Many tries at once come one after another, so that each sees the wrong ones before it. */
    private boolean inTurn() {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Login tryNow(String user, char[] password, String client, @Nullable Locale language) {
        Verified verified = verify(user, password, client);
        AccountTable.Row row = verified.row;
        if (row == null) {
            return verified.refusal;
        }
        String secret = Secrets.random(SECRET_BYTES);
        Locale chosen = language == null ? row.language() : language;
        Session session =
                sessions.add(secret, row.account().user(), row.account().role(), chosen);
        accounts.loggedIn(session.user());
        if (settings.exclusive() == Exclusive.SITE && session.role().includes(Role.OPERATOR)) {
            leases.claim(LeaseTable.SITE, session);
        }
        return new Login.LoggedIn(secret, session);
    }

    private Verified verify(String user, char[] password, String client) {
        Optional<Duration> wait = throttle.mustWait(user, client);
        if (wait.isPresent()) {
            return new Verified(null, new Login.TooEarly(wait.get()));
        }
        Optional<AccountTable.Row> row =
                password.length > MAX_PASSWORD ? Optional.empty() : accounts.verify(user, password);
        if (row.isEmpty()) {
            throttle.failed(user, client);
        } else {
            throttle.succeeded(user);
        }
        return new Verified(row.orElse(null), new Login.Wrong());
    }

    @Override
    public Optional<Login> renewPassword(Session session, char[] old, char[] renewed, String client) {
        if (!inTurn()) {
            return Optional.of(new Login.TooEarly(PATIENCE));
        }
        try {
            Verified verified = verify(session.user(), old, client);
            if (verified.row == null) {
                return Optional.of(verified.refusal);
            }
            accounts.setPassword(session.user(), renewed);
        } finally {
            turns.release();
        }
        sessions.endOf(session.user(), session.id());
        return Optional.empty();
    }

    @Override
    public Optional<Session> find(String secret) {
        return sessions.find(secret, true);
    }

    @Override
    public Optional<Session> peek(String secret) {
        return sessions.find(secret, false);
    }

    @Override
    public void logout(Session session) {
        sessions.end(session.id());
    }

    @Override
    public void language(Session session, Locale language) {
        sessions.language(session.id(), language);
    }

    @Override
    public List<String> loggedIn() {
        return sessions.users();
    }

    @Override
    public List<Measure> measures() {
        return List.of(
                logins.measure(),
                Measure.gauge("hinoban_sessions", "Browsers and programs that are logged in.", sessions.count()),
                Measure.gauge(
                        "hinoban_leases",
                        "Servers that somebody operates.",
                        leases.held().size()));
    }

    @Override
    public Show showLoggedIn() {
        return settings.show();
    }

    /**
     * What became of a password.
     *
     * @param row null if it is refused
     */
    private record Verified(AccountTable.@Nullable Row row, Login refusal) {}
}
