package org.hinoban.access.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.access.Leases;
import org.hinoban.access.Session;
import org.hinoban.access.internal.Settings.Exclusive;
import org.hinoban.store.Database;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases: rows, and a copy of them in memory, since each page asks who operates. */
@Component(service = Leases.class)
public final class LeaseTable implements Leases {
    static final String SITE = "*";
    /** After a refusal the same session may ask again. */
    private static final Duration PEACE = Duration.ofSeconds(60);

    /** How long a session is idle that has ended: nobody waits for it. */
    private static final Duration ENDED = Duration.ofDays(36_500);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTable.class);

    private final Database database;
    private final SessionTable sessions;
    private final DatabaseClock clock;
    private final Settings settings;
    private final Map<String, LeaseRow> rows = new ConcurrentHashMap<>();
    /** How many destructive actions the holder runs. */
    private final Map<String, Integer> destructive = new ConcurrentHashMap<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** The setting that the rows were made under; null before they were read. Written under the lock of this. */
    private volatile @Nullable Exclusive made;

    @Activate
    public LeaseTable(@Reference Database database, @Reference SessionTable sessions, @Reference Settings settings) {
        this.database = database;
        this.sessions = sessions;
        this.clock = sessions.clock();
        this.settings = settings;
    }

    @Override
    public Optional<Lease> of(String server) {
        Exclusive exclusive = prepare();
        return exclusive == Exclusive.OFF
                ? Optional.empty()
                : current(key(exclusive, server)).map(this::lease);
    }

    @Override
    public List<Lease> held() {
        prepare();
        return rows.keySet().stream()
                .sorted()
                .flatMap(key -> current(key).stream())
                .map(this::lease)
                .toList();
    }

    @Override
    public Claim claim(String server, Session session) {
        return obtain(server, session, (sql, held) -> held);
    }

    @Override
    public Claim ask(String server, Session session) {
        return obtain(
                server, session, (sql, held) -> mayAsk(held, session) ? held.askedBy(session, clock.now()) : held);
    }

    @Override
    public Claim takeOver(String server, Session session) {
        return obtain(
                server,
                session,
                (sql, held) -> lease(held).isFreeFor(session)
                        ? LeaseRow.granted(sql, held.server(), session.id(), session.user(), clock.now())
                        : held);
    }

    @Override
    public void answer(String server, Session session, boolean grant) {
        alterOwn(server, session, (sql, held) -> {
            String askerSession = held.askerSession();
            String asker = held.asker();
            if (askerSession == null || asker == null || !isLive(askerSession)) {
                return held;
            }
            if (!grant) {
                return held.refusing(clock.now());
            }
            // two never operate the same thing: the asker waits for what runs
            return destructive.containsKey(held.server())
                    ? held
                    : LeaseRow.granted(sql, held.server(), askerSession, asker, clock.now());
        });
    }

    @Override
    public void release(String server, Session session) {
        alterOwn(server, session, (sql, held) -> held.free());
    }

    @Override
    public void destructive(String server, Session session, boolean running) {
        destructive.compute(key(prepare(), server), (key, count) -> {
            int left = (count == null ? 0 : count) + (running ? 1 : -1);
            return left <= 0 ? null : left;
        });
        tellListeners();
    }

    @Override
    public boolean holds(String server, Session session, long token) {
        Exclusive exclusive = prepare();
        if (exclusive == Exclusive.OFF) {
            return database.read(LeaseRow::newestToken) == token;
        }
        return current(key(exclusive, server))
                .filter(row -> session.id().equals(row.session()) && row.token() == token)
                .isPresent();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Takes what is free, keeps what is the session's own, and otherwise changes the other's. */
    private Claim obtain(String server, Session session, Change ofAnothers) {
        Exclusive exclusive = prepare();
        if (exclusive == Exclusive.OFF) {
            return new Claim.Granted(database.read(LeaseRow::newestToken));
        }
        String key = key(exclusive, server);
        boolean changed;
        LeaseRow next;
        synchronized (this) {
            LeaseRow held = current(key).orElse(null);
            if (held == null) {
                next = database.write(sql -> LeaseRow.granted(sql, key, session.id(), session.user(), clock.now())
                        .write(sql, clock));
            } else if (session.id().equals(held.session())) {
                next = held;
            } else {
                next = store(held, ofAnothers);
            }
            changed = !next.equals(held);
            rows.put(key, next);
        }
        if (changed) {
            tellListeners();
        }
        return session.id().equals(next.session()) ? new Claim.Granted(next.token()) : new Claim.Held(lease(next));
    }

    private void alterOwn(String server, Session session, Change change) {
        Exclusive exclusive = prepare();
        String key = key(exclusive, server);
        synchronized (this) {
            LeaseRow held = current(key).orElse(null);
            if (held == null || !session.id().equals(held.session())) {
                return;
            }
            LeaseRow next = store(held, change);
            if (next.equals(held)) {
                return;
            }
            rows.put(key, next);
        }
        tellListeners();
    }

    private LeaseRow store(LeaseRow held, Change change) {
        return database.write(sql -> {
            LeaseRow next = change.apply(sql, held);
            return next.equals(held) ? held : next.write(sql, clock);
        });
    }

    /** Reads the rows at the first time, and frees all when the setting has changed: then they cover something else. */
    private Exclusive prepare() {
        Exclusive wanted = settings.exclusive();
        if (made == wanted) {
            return wanted;
        }
        synchronized (this) {
            if (made == null) {
                // with them the clock begins, too
                sessions.users();
                database.read(sql -> LeaseRow.all(sql, clock)).forEach(row -> rows.put(row.server(), row));
                rows.keySet().removeIf(server -> server.equals(SITE) != (wanted == Exclusive.SITE));
            } else if (made != wanted) {
                database.write(sql -> sql.update("UPDATE access_lease SET session = NULL"));
                rows.clear();
                destructive.clear();
            }
            made = wanted;
        }
        return wanted;
    }

    /** The row of a lease that is held by a session that has not ended. */
    private Optional<LeaseRow> current(String key) {
        return Optional.ofNullable(rows.get(key)).filter(row -> row.session() != null && isLive(row.session()));
    }

    private boolean mayAsk(LeaseRow held, Session session) {
        String other = held.askerSession();
        if (other == null || !isLive(other)) {
            return true;
        }
        // whoever was refused leaves the place to others, and may ask again after a while
        return held.refused() && (!session.id().equals(other) || clock.now() - held.asked() > PEACE.toMillis());
    }

    private boolean isLive(String session) {
        return sessions.idle(session).isPresent();
    }

    private Lease lease(LeaseRow row) {
        String session = row.session() == null ? "" : row.session();
        boolean asks = row.askerSession() != null && isLive(row.askerSession());
        return new Lease(
                row.server(),
                row.user(),
                session,
                row.token(),
                clock.shown(row.since()),
                sessions.idle(session).orElse(ENDED),
                asks ? row.asker() : null,
                asks ? row.askerSession() : null,
                asks ? Duration.ofMillis(clock.now() - row.asked()) : null,
                asks && row.refused(),
                destructive.containsKey(row.server()));
    }

    private static String key(Exclusive exclusive, String server) {
        return exclusive == Exclusive.SITE ? SITE : server;
    }

    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("A listener to the leases failed.", e);
            }
        }
    }

    /** What a lease becomes; itself if it stays as it is. */
    @FunctionalInterface
    private interface Change {
        LeaseRow apply(Sql sql, LeaseRow held);
    }
}
