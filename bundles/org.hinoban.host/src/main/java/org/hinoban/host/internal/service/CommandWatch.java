package org.hinoban.host.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.CommandService;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.LogFile;
import org.hinoban.host.internal.LogSource;
import org.hinoban.host.internal.Processes;
import org.hinoban.host.internal.Restarts;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.ServiceWords;
import org.hinoban.host.internal.Words;
import org.jspecify.annotations.Nullable;

/** Watches one service that is defined by commands. Used by the watching thread alone. */
final class CommandWatch {
    /** The keys of the baseline begin so. */
    static final String REMEMBERED = "service/";

    private static final String RAN = "running";
    private static final String STOPPED = "stopped";
    private static final String DEFINED = "defined";
    private static final String GONE = "gone";

    /** A process of another program in the place of one that ended counts once it has lived this long. */
    private static final Duration TRUST = Duration.ofSeconds(2);
    /** While a service is down, a search through all processes is made this often. */
    private static final Duration SEARCH = Duration.ofMillis(600);

    /** What has taken the place of a process that was there at the last look is not older than this. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Root root;
    private final Board board;
    private final Baseline baseline;
    private final Processes processes;
    private final ComponentPath path;
    private final Restarts restarts = new Restarts();
    private final LastSeen lastSeen;
    private CommandService service;
    private Finder finder;
    private @Nullable StatusProbe probe;

    private Processes.@Nullable One main;
    private Processes.@Nullable One stranger;
    private long strangerSince;
    private boolean runs;
    private boolean looked;
    private boolean stopAsked;
    private long searched;
    private State state = State.NORMAL;
    private Kind kind = Kinds.SERVICE_RUNNING;
    private Map<String, String> arguments = Map.of();
    private Instant since = Instant.now();
    /** When a fault began that an earlier run saw; set only while it is taken up again. */
    private @Nullable Instant recalled;

    CommandWatch(Root root, Board board, Baseline baseline, CommandService service) {
        this.root = root;
        this.board = board;
        this.baseline = baseline;
        this.processes = new Processes(root);
        this.service = service;
        this.finder = new Finder(root, service);
        this.path = ServiceWords.path(service.name());
        this.lastSeen = new LastSeen(baseline, key(service.name()) + "/main");
        this.probe = StatusProbe.of(root, service);
    }

    CommandService service() {
        return service;
    }

    /** Takes a changed definition without forgetting what is known of the service. */
    void redefine(CommandService changed) {
        service = changed;
        finder = new Finder(root, changed);
        StatusProbe old = probe;
        if (old != null) {
            old.close();
        }
        probe = StatusProbe.of(root, changed);
        Processes.One known = main;
        if (known != null && find().filter(known::isSame).isEmpty()) {
            // The process of the old definition says nothing about the new one.
            main = null;
            runs = false;
            looked = false;
        }
    }

    /** The service is no longer defined. */
    void forget() {
        StatusProbe old = probe;
        if (old != null) {
            old.close();
        }
        baseline.keys(key() + "/").forEach(baseline::remove);
        baseline.remove(key());
        board.remove(path);
    }

    void close() {
        StatusProbe old = probe;
        if (old != null) {
            old.close();
        }
    }

    /** A change through us begins: an end of the process is asked for. */
    void changeBegins() {
        stopAsked = true;
        restarts.clear();
    }

    /** A change through us is through; a service that was to run and does not is a fault. */
    void changeEnded(boolean shouldRun) {
        stopAsked = false;
        if (shouldRun && !runs && state != State.ABNORMAL) {
            become(State.ABNORMAL, Kinds.SERVICE_VANISHED, Map.of("process", "-"));
        }
    }

    void look(long now) {
        StatusProbe status = probe;
        if (status != null) {
            status.answer(now).ifPresent(up -> settle(up, null, now));
            return;
        }
        Processes.One known = main;
        if (known != null) {
            Optional<Processes.One> fresh = processes.find(known.pid()).filter(known::isSame);
            if (fresh.isPresent() && !fresh.get().hasEnded()) {
                calmDown(now);
                return;
            }
            Optional<String> how = fresh.flatMap(Processes.One::howEnded);
            main = null;
            Optional<Processes.One> next = find().filter(one -> one.name().equals(known.name()));
            if (next.isPresent() && !stopAsked) {
                replaced(next.get(), now);
            } else {
                ended(how, Long.toString(known.pid()));
            }
            return;
        }
        if (looked && now - searched < SEARCH.toNanos() && service.pidfile() == null) {
            return;
        }
        searched = now;
        Optional<Processes.One> found = find().filter(one -> isTrusted(one, now));
        settle(found.isPresent(), found.orElse(null), now);
    }

    private Optional<Processes.One> find() {
        return finder.find().filter(one -> !lastSeen.isOnlyTheNumberOf(one, finder.written()));
    }

    /** What takes a service's place must not be a passing command that merely names it. */
    private boolean isTrusted(Processes.One found, long now) {
        if (!looked || !(state == State.ABNORMAL)) {
            return true;
        }
        if (found.name().equals(baseline.get(key() + "/program").orElse(found.name()))) {
            return true;
        }
        Processes.One before = stranger;
        if (before == null || !before.isSame(found)) {
            stranger = found;
            strangerSince = now;
            return false;
        }
        return now - strangerSince > TRUST.toNanos();
    }

    private void settle(boolean up, Processes.@Nullable One found, long now) {
        if (up) {
            if (!runs || !looked || found != null) {
                main = found;
                running();
            } else {
                calmDown(now);
            }
        } else if (runs) {
            ended(Optional.empty(), "-");
        } else if (!looked) {
            firstFoundDown();
        }
        looked = true;
    }

    private void running() {
        runs = true;
        looked = true;
        remember(RAN);
        become(State.NORMAL, Kinds.SERVICE_RUNNING, Map.of("process", process()));
    }

    private void firstFoundDown() {
        String before = baseline.get(key()).orElse("");
        if (before.equals(GONE)) {
            recallGone();
        } else if (before.equals(RAN)) {
            become(State.ABNORMAL, Kinds.SERVICE_VANISHED, Map.of("process", "-"));
        } else if (before.equals(STOPPED)) {
            become(State.NORMAL, Kinds.SERVICE_STOPPED, Map.of());
        } else {
            remember(DEFINED);
            become(State.WARNING, Kinds.SERVICE_NEVER_RAN, Map.of());
        }
    }

    private void ended(Optional<String> how, String process) {
        runs = false;
        searched = System.nanoTime();
        if (stopAsked) {
            remember(STOPPED);
            become(State.NORMAL, Kinds.SERVICE_STOPPED, Map.of());
            board.note(path, Kinds.SERVICE_STOPPED, Map.of(), since);
        } else {
            gone(how, process);
            baseline.put(key() + "/how", how.orElse(""));
            baseline.put(key() + "/process", process);
            baseline.put(key() + "/at", since.toString());
            remember(GONE);
        }
    }

    private void gone(Optional<String> how, String process) {
        if (how.isPresent()) {
            become(State.ABNORMAL, Kinds.SERVICE_GONE, Map.of("how", how.get(), "process", process));
        } else {
            become(State.ABNORMAL, Kinds.SERVICE_VANISHED, Map.of("process", process));
        }
    }

    /** The same fault as before a restart of this program, not a new one. */
    private void recallGone() {
        baseline.get(key() + "/at").map(Instant::parse).ifPresent(at -> recalled = at);
        gone(
                baseline.get(key() + "/how").filter(how -> !how.isEmpty()),
                baseline.get(key() + "/process").orElse("-"));
        recalled = null;
    }

    /** Somebody else, a supervisor perhaps, has started it again before we looked. */
    private void replaced(Processes.One next, long now) {
        main = next;
        if (processes.startOf(next).isBefore(Instant.now().minus(FRESH))) {
            // A worker of the old main process, which goes on without it.
            publish();
            return;
        }
        restarts.add(now);
        if (restarts.areTooMany(now)) {
            if (!kind.equals(Kinds.SERVICE_RESTARTING)) {
                become(
                        State.ABNORMAL,
                        Kinds.SERVICE_RESTARTING,
                        Map.of(
                                "count", Integer.toString(restarts.count(now)),
                                "minutes", Long.toString(Restarts.WINDOW.toMinutes())));
            }
        } else {
            board.note(path, Kinds.SERVICE_HELD, Map.of("count", "1"), Instant.now());
            publish();
        }
    }

    private void calmDown(long now) {
        if (kind.equals(Kinds.SERVICE_RESTARTING) && restarts.count(now) == 0) {
            running();
        }
    }

    private void become(State newState, Kind newKind, Map<String, String> newArguments) {
        if (newState != state || !newKind.equals(kind) || !looked) {
            Instant known = recalled;
            since = known == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : known;
        }
        state = newState;
        kind = newKind;
        arguments = newArguments;
        publish();
    }

    private void publish() {
        board.put(new Board.Finding(
                path,
                Text.plain(service.name()),
                ServiceWords.activity(activity()),
                state,
                kind,
                arguments,
                since,
                facts(),
                logSource()));
    }

    private void remember(String what) {
        baseline.put(key(), what);
        Processes.One known = main;
        if (known != null) {
            baseline.put(key() + "/program", known.name());
            lastSeen.keep(known, finder.written());
        }
    }

    /** Whether a key of the baseline stands for a service, not for something about one. */
    static boolean isName(String key) {
        return key.indexOf('/', REMEMBERED.length()) < 0;
    }

    static String key(String service) {
        return REMEMBERED + ComponentPath.encode(service);
    }

    private String key() {
        return key(service.name());
    }

    private String process() {
        Processes.One known = main;
        return known == null ? "-" : Long.toString(known.pid());
    }

    LogSource logSource() {
        String file = service.log();
        return file == null ? LogSource.NONE : new LogFile(root, file);
    }

    /** Whether it is known how the service is. */
    boolean isLookedAt() {
        return looked;
    }

    boolean runs() {
        return runs;
    }

    State state() {
        return state;
    }

    Instant since() {
        return since;
    }

    long mainProcess() {
        Processes.One known = main;
        return known == null ? 0 : known.pid();
    }

    /** The word of a service manager that fits. */
    String activity() {
        if (runs) {
            return "active";
        }
        return state == State.ABNORMAL ? "failed" : "inactive";
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        Processes.One known = main;
        if (known != null) {
            facts.add(Words.fact("process", "Main process", known.pid()));
            processes
                    .residentBytes(known.pid())
                    .ifPresent(bytes -> facts.add(Words.fact("memory", "Memory", Words.size(bytes))));
            facts.add(Words.fact("command", "Command", processes.commandLine(known.pid())));
        }
        facts.add(Words.fact("since", "Since", known == null ? since : processes.startOf(known)));
        facts.add(Words.fact("defined", "Defined by", Words.text("defined.commands", "Commands in the configuration")));
        String log = service.log();
        if (log != null) {
            facts.add(Words.fact("log", "Log file", log));
        }
        return facts;
    }
}
