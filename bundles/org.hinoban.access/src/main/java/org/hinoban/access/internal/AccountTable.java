package org.hinoban.access.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hinoban.access.AccountException;
import org.hinoban.access.AccountException.Reason;
import org.hinoban.access.Accounts;
import org.hinoban.api.menu.Role;
import org.hinoban.store.Database;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts: rows. The first one is made when somebody first asks for any. */
@Component(service = {Accounts.class, AccountTable.class})
public final class AccountTable implements Accounts {
    static final String FIRST_USER = "admin";
    private static final String FIRST_PASSWORD = "hinoban.admin.password";
    private static final int MAX_PASSWORD = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(AccountTable.class);

    private final Database database;
    private final SessionTable sessions;
    private final PasswordHash hash;
    /** What was given for the first account; null as soon as there is one. */
    private volatile @Nullable String given;

    private volatile @Nullable String madeUp;
    private volatile boolean ready;

    @Activate
    public AccountTable(BundleContext context, @Reference Database database, @Reference SessionTable sessions) {
        this(database, sessions, new PasswordHash(PasswordHash.MEMORY_KIB), context.getProperty(FIRST_PASSWORD));
    }

    AccountTable(Database database, SessionTable sessions, PasswordHash hash, @Nullable String firstPassword) {
        this.database = database;
        this.sessions = sessions;
        this.hash = hash;
        this.given = firstPassword;
    }

    @Override
    public List<Account> all() {
        makeFirst();
        return database.read(sql -> sql.list(
                "SELECT user_id, role, locked, last_login FROM access_account ORDER BY user_id",
                AccountTable::account));
    }

    @Override
    public Optional<Account> find(String user) {
        makeFirst();
        return row(user).map(Row::account);
    }

    @Override
    public void add(String user, Role role, char[] password) {
        makeFirst();
        if (!user.matches(USER_PATTERN)) {
            throw new AccountException(Reason.USER_FORM, "A user ID has 1 to 64 letters, digits and . _ @ -");
        }
        check(password);
        String hashed = hash.make(password);
        boolean added = database.write(sql -> !exists(sql, user) && insert(sql, user, role, hashed));
        if (!added) {
            throw new AccountException(Reason.USER_TAKEN, "There is a user " + user + " already");
        }
    }

    @Override
    public void password(String user, char[] password) {
        setPassword(user, password);
        sessions.endOf(user);
    }

    /** As {@link #password}, but ends no session. */
    void setPassword(String user, char[] password) {
        makeFirst();
        check(password);
        String hashed = hash.make(password);
        change(user, sql -> sql.update("UPDATE access_account SET password = ? WHERE user_id = ?", hashed, user));
    }

    @Override
    public void role(String user, Role role) {
        makeFirst();
        change(user, sql -> {
            keepAnAdmin(sql, user, role == Role.ADMIN);
            return sql.update("UPDATE access_account SET role = ? WHERE user_id = ?", role.name(), user);
        });
        sessions.endOf(user);
    }

    @Override
    public void lock(String user, boolean locked) {
        makeFirst();
        change(user, sql -> {
            keepAnAdmin(sql, user, !locked);
            return sql.update("UPDATE access_account SET locked = ? WHERE user_id = ?", locked, user);
        });
        if (locked) {
            sessions.endOf(user);
        }
    }

    /** Notes a login. */
    void loggedIn(String user) {
        database.write(
                sql -> sql.update("UPDATE access_account SET last_login = ? WHERE user_id = ?", sql.now(), user));
    }

    private void change(String user, Function<Sql, Integer> update) {
        if (database.write(update) == 0) {
            throw new AccountException(Reason.USER_UNKNOWN, "There is no user " + user);
        }
    }

    /** Two who lock each other come one after the other: the second no longer finds the first. */
    private static void keepAnAdmin(Sql sql, String user, boolean remains) {
        sql.update("UPDATE access_counter SET value = value WHERE name = 'token'");
        boolean others = sql.first(
                        "SELECT 1 FROM access_account WHERE role = 'ADMIN' AND locked = ? AND user_id <> ?",
                        row -> 1,
                        false,
                        user)
                .isPresent();
        if (!remains && !others && exists(sql, user)) {
            throw new AccountException(Reason.LAST_ADMIN, "Nobody else may administer: " + user + " has to stay");
        }
    }

    @Override
    public Optional<String> firstPassword() {
        makeFirst();
        return Optional.ofNullable(madeUp);
    }

    /** The account and the language of a user whose password this is; takes as long if there is none. */
    Optional<Row> verify(String user, char[] password) {
        makeFirst();
        Optional<Row> row = row(user);
        boolean right = hash.matches(password, row.map(Row::password).orElseGet(hash::nobodys));
        return right ? row.filter(it -> !it.account().locked()) : Optional.empty();
    }

    private Optional<Row> row(String user) {
        return database.read(sql -> sql.first(
                "SELECT user_id, role, locked, last_login, password, language FROM access_account WHERE user_id = ?",
                row -> new Row(account(row), row.getString(5), SessionTable.locale(row.getString(6))),
                user));
    }

    private static Account account(ResultSet row) throws SQLException {
        long login = row.getLong(4);
        return new Account(
                row.getString(1),
                Role.valueOf(row.getString(2)),
                row.getBoolean(3),
                login == 0 ? null : Instant.ofEpochMilli(login));
    }

    private synchronized void makeFirst() {
        if (ready) {
            return;
        }
        boolean empty = database.read(
                sql -> sql.first("SELECT 1 FROM access_account", row -> 1).isEmpty());
        if (empty) {
            String wanted = given;
            if (wanted != null && wanted.length() < MIN_PASSWORD) {
                LOG.warn(
                        "The first password that was given is shorter than {} characters: another one is made up.",
                        MIN_PASSWORD);
                wanted = null;
            }
            char[] password = wanted == null ? Secrets.password() : wanted.toCharArray();
            String hashed = hash.make(password);
            boolean inserted =
                    database.write(sql -> !exists(sql, FIRST_USER) && insert(sql, FIRST_USER, Role.ADMIN, hashed));
            if (inserted && wanted == null) {
                madeUp = new String(password);
            }
            Arrays.fill(password, ' ');
        }
        given = null;
        ready = true;
    }

    private static boolean exists(Sql sql, String user) {
        return sql.first("SELECT 1 FROM access_account WHERE user_id = ?", row -> 1, user)
                .isPresent();
    }

    private static boolean insert(Sql sql, String user, Role role, String hashed) {
        return sql.update(
                        "INSERT INTO access_account (user_id, role, password, created) VALUES (?, ?, ?, ?)",
                        user,
                        role.name(),
                        hashed,
                        sql.now())
                == 1;
    }

    private static void check(char[] password) {
        if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
            throw new AccountException(
                    Reason.PASSWORD_LENGTH, "A password has at least " + MIN_PASSWORD + " characters");
        }
    }

    /** An account as it is stored. */
    record Row(Account account, String password, @Nullable Locale language) {}
}
