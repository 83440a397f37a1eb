package org.hinoban.web.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hinoban.access.AccountException;
import org.hinoban.access.Leases;
import org.hinoban.access.Session;
import org.hinoban.access.Sessions;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.incident.Condition;
import org.hinoban.incident.Event;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Performance;
import org.hinoban.navigation.Visitor;
import org.jspecify.annotations.Nullable;

/** One server with a stopped service, in memory, as small as the pages' own tests allow. */
final class World {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    static final String PASSWORD = "correct horse";
    static final String COMPONENT = "/software/service/webshop";
    static final String RESTART = COMPONENT + "/restart";
    static final Kind STOPPED = new Kind("org.hinoban.incident", "service.gone", List.of());

    private final AtomicInteger logins = new AtomicInteger();

    final Map<String, Session> known = new ConcurrentHashMap<>();
    final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    /** Who tried to log in, as addresses. */
    final List<String> clients = new CopyOnWriteArrayList<>();

    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<Event> timeline = new CopyOnWriteArrayList<>();
    final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    final Map<String, Execution> executions = new ConcurrentHashMap<>();
    volatile Leases.@Nullable Lease lease;
    volatile Outcome outcome = new Outcome.NotFound(Text.plain("gone"));
    volatile boolean broken;
    volatile Role role = Role.OPERATOR;
    volatile @Nullable Performance performance;
    volatile State state = State.ABNORMAL;

    final OfferedAction restart = new OfferedAction(
            "web01",
            RESTART,
            Text.plain("Restart webshop"),
            Text.plain("Ends and starts it."),
            State.ABNORMAL,
            false,
            false);

    final Incident incident = new Incident(
            "i7f3",
            "web01",
            new ComponentPath(COMPONENT.substring(1)),
            STOPPED,
            Map.of(),
            Instant.now().minusSeconds(48),
            Instant.now().minusSeconds(48),
            null,
            null,
            null,
            List.of(new LogLine(null, "<script>alert('log')</script>")));

    final Sessions sessions = new Sessions() {
        @Override
        public Login login(String user, char[] password, String client, @Nullable Locale language) {
            clients.add(client);
            if (user.equals("slow")) {
                return new Login.TooEarly(Duration.ofSeconds(7));
            }
            if (!new String(password).equals(PASSWORD)) {
                return new Login.Wrong();
            }
            String secret = "secret-" + logins.incrementAndGet();
            Session session = new Session("s-" + secret, user, role, "csrf-" + secret, language, Instant.now());
            known.put(secret, session);
            return new Login.LoggedIn(secret, session);
        }

        @Override
        public Optional<Session> find(String secret) {
            if (broken) {
                throw new IllegalStateException("the database is away");
            }
            return Optional.ofNullable(known.get(secret));
        }

        @Override
        public Optional<Session> peek(String secret) {
            return find(secret);
        }

        @Override
        public void logout(Session session) {
            known.values().remove(session);
        }

        @Override
        public Optional<Login> renewPassword(Session session, char[] old, char[] renewed, String client) {
            if (renewed.length < 8) {
                throw new AccountException(AccountException.Reason.PASSWORD_LENGTH, "too short");
            }
            return new String(old).equals(PASSWORD) ? Optional.empty() : Optional.of(new Login.Wrong());
        }

        @Override
        public void language(Session session, Locale language) {}

        @Override
        public List<String> loggedIn() {
            return known.values().stream()
                    .map(Session::user)
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public Show showLoggedIn() {
            return Show.ALWAYS;
        }
    };

    final Leases leases = new Leases() {
        @Override
        public Optional<Lease> of(String server) {
            return Optional.ofNullable(lease);
        }

        @Override
        public List<Lease> held() {
            return Stream.ofNullable(lease).toList();
        }

        @Override
        public Claim claim(String server, Session session) {
            return new Claim.Granted(1);
        }

        @Override
        public Claim ask(String server, Session session) {
            notes.add("asked " + server);
            lease = lease(lease.user(), lease.session(), session);
            return new Claim.Held(lease);
        }

        @Override
        public Claim takeOver(String server, Session session) {
            notes.add("took " + server);
            lease = lease(session.user(), session.id(), null);
            return new Claim.Granted(lease.token());
        }

        @Override
        public void answer(String server, Session session, boolean grant) {
            notes.add("answered " + server + " " + grant);
        }

        @Override
        public void release(String server, Session session) {
            lease = null;
        }

        @Override
        public void destructive(String server, Session session, boolean running) {}

        @Override
        public boolean holds(String server, Session session, long token) {
            return true;
        }

        @Override
        public Leases.Subscription onChange(Runnable listener) {
            return () -> {};
        }
    };

    final KnownServers servers = new KnownServers();
    final Staff staff = new Staff();

    final States states = new States() {
        @Override
        public State of(String server) {
            return server.equals("web01") ? state : State.NORMAL;
        }

        @Override
        public State of(String server, ComponentPath path) {
            return of(server);
        }

        @Override
        public List<Condition> notNormal(String server, ComponentPath path) {
            return notNormal(server);
        }

        @Override
        public List<Condition> notNormal(String server) {
            return of(server) == State.NORMAL
                    ? List.of()
                    : List.of(new Condition(
                            server,
                            incident.component(),
                            state,
                            STOPPED,
                            Map.of(),
                            incident.occurred(),
                            incident.id()));
        }

        @Override
        public Optional<Condition> condition(String server, ComponentPath component) {
            return notNormal(server).stream()
                    .filter(it -> it.component().equals(component))
                    .findFirst();
        }

        @Override
        public EventLog.Subscription onChange(Consumer<String> listener) {
            return () -> {};
        }
    };

    final Incidents incidents = new Incidents() {
        @Override
        public Optional<Incident> find(String id) {
            return open().stream().filter(it -> it.id().equals(id)).findFirst();
        }

        @Override
        public List<Incident> open() {
            return List.of(incident);
        }

        @Override
        public List<Incident> latest(@Nullable Instant before, int max) {
            return open();
        }

        @Override
        public List<Incident> past(@Nullable Instant before, int max) {
            return List.of();
        }

        @Override
        public List<Event> timeline(Incident incident) {
            return timeline;
        }

        @Override
        public List<Event> history(String server, ComponentPath component, int max) {
            return List.of();
        }

        @Override
        public Optional<String> acknowledge(String id, String user) {
            notes.add("acknowledged by " + user);
            return Optional.of(user);
        }

        @Override
        public void note(String incident, String key, Kind kind, Map<String, String> arguments, Instant occurred) {
            notes.add(kind.name() + " " + arguments.get("user"));
        }
    };

    final EventLog log = new QuietLog(onChange);

    final Navigation navigation = new QuietMenu() {
        @Override
        public List<MenuItem> menu(String server, Role role) {
            return List.of(new MenuItem(
                    "/hardware",
                    Text.plain("Hardware"),
                    Text.plain("2 CPUs"),
                    State.NORMAL,
                    "org.hinoban.menu.hardware"));
        }

        @Override
        public Outcome open(Visitor visitor, @Nullable String server, String path, Map<String, String> parameters) {
            return outcome;
        }

        @Override
        public Optional<OfferedAction> action(String server, String path, Role role) {
            return path.equals(RESTART) ? Optional.of(restart) : Optional.empty();
        }

        @Override
        public List<OfferedAction> remedies(String server, ComponentPath component, Kind kind, Role role) {
            return List.of(restart);
        }

        @Override
        public Performance perform(Visitor visitor, String server, String path, Attempt attempt) {
            attempts.add(attempt);
            return performance == null
                    ? new Performance.Begun(executed(attempt.id(), Execution.Stage.VERIFYING))
                    : performance;
        }

        @Override
        public Optional<Execution> execution(String id) {
            return Optional.ofNullable(executions.get(id));
        }

        @Override
        public boolean hasPage(String path) {
            return path.equals(COMPONENT);
        }

        @Override
        public EventLog.Subscription onChange(Runnable listener) {
            onChange.add(listener);
            return () -> onChange.remove(listener);
        }
    };

    /** A lease held by a session, with somebody who asks for it or nobody. */
    static Leases.Lease lease(String user, String session, @Nullable Session asker) {
        return new Leases.Lease(
                "web01",
                user,
                session,
                7,
                Instant.now(),
                Duration.ofSeconds(3),
                asker == null ? null : asker.user(),
                asker == null ? null : asker.id(),
                asker == null ? null : Duration.ZERO,
                false,
                false);
    }

    Execution executed(String id, Execution.Stage stage) {
        return executed(id, stage, RESTART, null);
    }

    Execution executed(String id, Execution.Stage stage, String path, @Nullable String about) {
        Execution execution = new Execution(
                id,
                "web01",
                path,
                Text.plain("Restart webshop"),
                "night1",
                stage,
                Text.plain("Restarted in 0.8 s."),
                stage == Execution.Stage.STILL_ABNORMAL ? State.ABNORMAL : State.NORMAL,
                "process 4711",
                List.of(new LogLine(Instant.now(), "no such table")),
                Instant.now(),
                Duration.ofMillis(800),
                Instant.now(),
                about);
        executions.put(id, execution);
        return execution;
    }
}
