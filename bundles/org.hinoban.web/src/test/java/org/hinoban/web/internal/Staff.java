package org.hinoban.web.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.access.AccountException;
import org.hinoban.access.AccountException.Reason;
import org.hinoban.access.Accounts;
import org.hinoban.api.menu.Role;
import org.hinoban.audit.AuditLog;

/** The people who may log in, of whom {@code admin} has to stay, and what they did. */
final class Staff implements Accounts, AuditLog {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    Staff() {
        accounts.put("admin", new Account("admin", Role.ADMIN, false, Instant.EPOCH));
    }

    /** What was done, by whom and with what result, oldest first. */
    synchronized List<String> deeds() {
        return entries.stream()
                .map(entry -> entry.deed().user() + " " + entry.deed().what() + " "
                        + entry.deed().result())
                .toList();
    }

    @Override
    public synchronized List<Account> all() {
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Optional<Account> find(String user) {
        return Optional.ofNullable(accounts.get(user));
    }

    @Override
    public synchronized void add(String user, Role role, char[] password) {
        if (accounts.containsKey(user)) {
            throw new AccountException(Reason.USER_TAKEN, user);
        }
        password(password);
        accounts.put(user, new Account(user, role, false, null));
    }

    @Override
    public synchronized void password(String user, char[] password) {
        known(user);
        password(password);
    }

    @Override
    public synchronized void role(String user, Role role) {
        Account old = known(user);
        stays(user, role == Role.ADMIN);
        accounts.put(user, new Account(user, role, old.locked(), old.lastLogin()));
    }

    @Override
    public synchronized void lock(String user, boolean locked) {
        Account old = known(user);
        stays(user, !locked);
        accounts.put(user, new Account(user, old.role(), locked, old.lastLogin()));
    }

    @Override
    public Optional<String> firstPassword() {
        return Optional.empty();
    }

    @Override
    public synchronized void record(Deed deed) {
        entries.add(new Entry(entries.size() + 1, Instant.now(), deed));
    }

    @Override
    public synchronized List<Entry> latest(long before, String about, int max) {
        List<Entry> found = new ArrayList<>(entries);
        found.removeIf(entry -> entry.number() >= before
                || !(entry.deed().user().startsWith(about)
                        || entry.deed().server().startsWith(about)));
        Collections.reverse(found);
        return found.subList(0, Math.min(max, found.size()));
    }

    private Account known(String user) {
        return find(user).orElseThrow(() -> new AccountException(Reason.USER_UNKNOWN, user));
    }

    private static void password(char[] password) {
        if (password.length < MIN_PASSWORD) {
            throw new AccountException(Reason.PASSWORD_LENGTH, "too short");
        }
    }

    private static void stays(String user, boolean remains) {
        if (user.equals("admin") && !remains) {
            throw new AccountException(Reason.LAST_ADMIN, user);
        }
    }
}
