package org.hinoban.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions: rows, and all of them in memory, since each request asks. When a session was seen last is written at most
 * every {@value #FLUSH_SECONDS} s.
 */
@Component(service = SessionTable.class)
public final class SessionTable {
    static final int FLUSH_SECONDS = 5;
    /** More than that many of one user, and the oldest ends. */
    private static final int MOST_PER_USER = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);

    private final Database database;
    private final Settings settings;
    private final DatabaseClock clock;
    private final ScheduledExecutorService writer;
    private final Future<?> flushing;
    private final Map<String, Entry> bySecret = new ConcurrentHashMap<>();
    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private volatile boolean loaded;
    private volatile boolean failing;

    @Activate
    public SessionTable(@Reference Database database, @Reference Settings settings) {
        this(database, settings, new DatabaseClock(System::nanoTime));
    }

    SessionTable(Database database, Settings settings, DatabaseClock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hinoban-access");
            thread.setDaemon(true);
            return thread;
        });
        flushing = writer.scheduleWithFixedDelay(this::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    public void close() throws InterruptedException {
        flushing.cancel(false);
        writer.shutdown();
        if (writer.awaitTermination(5, TimeUnit.SECONDS)) {
            flush();
        }
    }

    /** What sessions and leases are measured by. */
    DatabaseClock clock() {
        return clock;
    }

    private long now() {
        return clock.now();
    }

    Session add(String secret, String user, Role role, @Nullable Locale language) {
        load();
        long now = now();
        Session session = new Session(Secrets.random(12), user, role, Secrets.random(24), language, clock.shown(now));
        Entry entry = new Entry(Secrets.hash(secret), session, now, now);
        database.write(sql -> sql.update(
                "INSERT INTO access_session (id, secret, user_id, csrf, language, since, seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
                session.id(),
                entry.secret,
                user,
                session.csrf(),
                language == null ? null : language.toLanguageTag(),
                now + clock.leap(),
                now + clock.leap()));
        put(entry);
        byId.values().stream()
                .filter(other -> other.session.user().equals(user))
                .sorted(Comparator.comparing((Entry other) -> other.seen).reversed())
                .skip(MOST_PER_USER)
                .toList()
                .forEach(this::end);
        return session;
    }

    Optional<Session> find(String secret, boolean sign) {
        load();
        Entry entry = bySecret.get(Secrets.hash(secret));
        if (entry == null || !isAlive(entry)) {
            return Optional.empty();
        }
        if (sign) {
            entry.seen = Math.max(entry.seen, now());
        }
        return Optional.of(entry.session);
    }

    /** For how long the session has not been seen; empty if it has ended. */
    Optional<Duration> idle(String id) {
        load();
        Entry entry = byId.get(id);
        return entry != null && isAlive(entry) ? Optional.of(Duration.ofMillis(now() - entry.seen)) : Optional.empty();
    }

    List<String> users() {
        load();
        return byId.values().stream()
                .filter(this::isAlive)
                .map(entry -> entry.session.user())
                .distinct()
                .sorted()
                .toList();
    }

    /** How many last, as far as they are in memory. */
    int count() {
        return (int) byId.values().stream().filter(this::isAlive).count();
    }

    void end(String id) {
        load();
        Entry entry = byId.get(id);
        if (entry != null) {
            end(entry);
        }
    }

    void endOf(String user) {
        endOf(user, "");
    }

    /** @param kept the id of the session that stays */
    void endOf(String user, String kept) {
        load();
        byId.values().stream()
                .filter(entry ->
                        entry.session.user().equals(user) && !entry.session.id().equals(kept))
                .toList()
                .forEach(this::end);
    }

    void language(String id, Locale language) {
        load();
        Entry entry = byId.get(id);
        if (entry == null) {
            return;
        }
        entry.session = with(entry.session, language, entry.session.since());
        database.write(sql -> {
            sql.update("UPDATE access_session SET language = ? WHERE id = ?", language.toLanguageTag(), id);
            return sql.update(
                    "UPDATE access_account SET language = ? WHERE user_id = ?",
                    language.toLanguageTag(),
                    entry.session.user());
        });
    }

    /** Writes when sessions were seen, and ends those past a limit. */
    void flush() {
        try {
            load();
            followClock();
            byId.values().stream().filter(entry -> !isAlive(entry)).toList().forEach(this::end);
            List<Entry> changed = byId.values().stream()
                    .filter(entry -> entry.seen != entry.written)
                    .toList();
            if (!changed.isEmpty()) {
                database.write(sql -> {
                    changed.forEach(entry -> {
                        long seen = entry.seen;
                        sql.update(
                                "UPDATE access_session SET seen = ? WHERE id = ?",
                                seen + clock.leap(),
                                entry.session.id());
                        entry.written = seen;
                    });
                    return changed;
                });
            }
            failing = false;
        } catch (DatabaseException e) {
            // the store tells the reason; it is tried again in a moment
            if (!failing) {
                LOG.warn("It could not be stored when sessions were seen last: {}", e.getMessage());
            }
            failing = true;
        }
    }

    /** What is stored goes along with the database's clock when that is set: the next run measures by it. */
    private void followClock() {
        long set = byId.isEmpty() ? 0 : clock.set(database.read(Sql::now));
        if (set != 0) {
            database.write(sql -> sql.update("UPDATE access_session SET since = since + ?, seen = seen + ?", set, set)
                    + sql.update("UPDATE access_lease SET since = since + ?, asked = asked + ?", set, set));
            clock.follow(set);
            byId.values()
                    .forEach(entry ->
                            entry.session = with(entry.session, entry.session.language(), clock.shown(entry.since)));
            LOG.warn("The clock was set by {} s; sessions and leases go on as they were", set / 1000);
        }
    }

    private boolean isAlive(Entry entry) {
        long now = now();
        return now - entry.seen < settings.idle().toMillis()
                && now - entry.since < settings.absolute().toMillis();
    }

    private void end(Entry entry) {
        database.write(sql -> sql.update("DELETE FROM access_session WHERE id = ?", entry.session.id()));
        byId.remove(entry.session.id());
        bySecret.remove(entry.secret);
    }

    private void put(Entry entry) {
        bySecret.put(entry.secret, entry);
        byId.put(entry.session.id(), entry);
    }

    private void load() {
        if (loaded) {
            return;
        }
        synchronized (this) {
            if (!loaded) {
                database.read(sql -> {
                            clock.begin(sql.now());
                            return sql.list(
                                    "SELECT s.id, s.secret, s.user_id, s.csrf, s.language, s.since, s.seen, a.role"
                                            + " FROM access_session s JOIN access_account a ON a.user_id = s.user_id",
                                    row -> new Entry(
                                            row.getString(2),
                                            new Session(
                                                    row.getString(1),
                                                    row.getString(3),
                                                    Role.valueOf(row.getString(8)),
                                                    row.getString(4),
                                                    locale(row.getString(5)),
                                                    Instant.ofEpochMilli(row.getLong(6))),
                                            clock.stored(row.getLong(6)),
                                            clock.stored(row.getLong(7))));
                        })
                        .forEach(this::put);
                loaded = true;
            }
        }
    }

    private static Session with(Session session, @Nullable Locale language, Instant since) {
        return new Session(session.id(), session.user(), session.role(), session.csrf(), language, since);
    }

    static @Nullable Locale locale(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag);
    }

    /** A session, and when it began and was seen, by the clock that makes no leaps. */
    private static final class Entry {
        final String secret;
        volatile Session session;
        final long since;
        volatile long seen;
        /** What the row has for seen. */
        volatile long written;

        Entry(String secret, Session session, long since, long seen) {
            this.secret = secret;
            this.session = session;
            this.since = since;
            this.seen = seen;
            this.written = seen;
        }
    }
}
