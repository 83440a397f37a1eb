package org.hinoban.host.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * The components as they were seen last. What changes goes out in order, first of all the whole once everything has been
 * looked at. Safe for use by several threads.
 */
public final class Board {
    /**
     * How a component was found.
     *
     * @param occurred when it came to be so; the same moment again is the same event, and not told twice
     * @param log where the lines before a fault are
     */
    public record Finding(
            ComponentPath path,
            Text label,
            Text detail,
            State state,
            Kind kind,
            Map<String, String> arguments,
            Instant occurred,
            List<Fact> facts,
            LogSource log) {}

    /** Something to go out: the log is still to be read where a source is given. */
    public record Outgoing(Observation observation, LogSource log) {}

    private record Entry(Finding finding, List<LogLine> lines) {
        Observation.Changed changed() {
            return new Observation.Changed(
                    finding.path, finding.state, finding.kind, finding.arguments, finding.occurred, lines);
        }
    }

    private final Consumer<Outgoing> out;
    /** Guarded by this, as is all that follows. */
    private final Map<ComponentPath, Entry> entries = new TreeMap<>();

    private boolean settled;

    /** @param out called under the board's lock, in order: it only queues */
    public Board(Consumer<Outgoing> out) {
        this.out = out;
    }

    public synchronized void put(Finding finding) {
        Entry before = entries.get(finding.path);
        boolean same = before != null
                && before.finding.state == finding.state
                && before.finding.kind.equals(finding.kind)
                && before.finding.occurred.equals(finding.occurred);
        Entry now = new Entry(finding, same ? Objects.requireNonNull(before).lines : List.of());
        entries.put(finding.path, now);
        boolean wasNormal = before == null || before.finding.state == State.NORMAL;
        if (settled && !same && !(wasNormal && finding.state == State.NORMAL)) {
            LogSource log = finding.state == State.ABNORMAL ? finding.log : LogSource.NONE;
            out.accept(new Outgoing(now.changed(), log));
        }
    }

    /** Forgets a component that is nobody's business any more. */
    public synchronized void remove(ComponentPath path) {
        Entry before = entries.remove(path);
        if (settled && before != null && before.finding.state != State.NORMAL) {
            out.accept(new Outgoing(
                    new Observation.Changed(
                            path, State.NORMAL, Kinds.COMPONENT_NORMAL, Map.of(), Instant.now(), List.of()),
                    LogSource.NONE));
        }
    }

    public synchronized void note(ComponentPath path, Kind kind, Map<String, String> arguments, Instant occurred) {
        if (settled) {
            out.accept(new Outgoing(new Observation.Noted(path, kind, arguments, occurred), LogSource.NONE));
        }
    }

    /** Keeps the lines that were read for a fault, so that the whole has them too. */
    public synchronized void keepLines(Observation.Changed fault) {
        Entry entry = entries.get(fault.component());
        if (entry != null && entry.finding.occurred.equals(fault.occurred())) {
            entries.put(fault.component(), new Entry(entry.finding, fault.log()));
        }
    }

    /** Faults whose log has not been read yet. */
    public synchronized List<Outgoing> withoutLines() {
        return entries.values().stream()
                .filter(entry -> entry.finding.state == State.ABNORMAL && entry.lines.isEmpty())
                .map(entry -> new Outgoing(entry.changed(), entry.finding.log))
                .toList();
    }

    /** Tells the whole, and from now on each change. */
    public synchronized void tellWhole() {
        settled = true;
        List<Observation.Changed> notNormal = entries.values().stream()
                .filter(entry -> entry.finding.state != State.NORMAL)
                .map(Entry::changed)
                .toList();
        out.accept(new Outgoing(new Observation.Whole(notNormal, Instant.now()), LogSource.NONE));
    }

    public synchronized boolean isSettled() {
        return settled;
    }

    public synchronized @Nullable Finding find(ComponentPath path) {
        Entry entry = entries.get(path);
        return entry == null ? null : entry.finding;
    }

    public synchronized List<Component> below(ComponentPath path, int max) {
        return entries.values().stream()
                .map(Entry::finding)
                .filter(finding -> finding.path.isWithin(path))
                .limit(max)
                .map(Board::component)
                .toList();
    }

    public Optional<Inventory.Detail> detail(ComponentPath path) {
        return Optional.ofNullable(find(path)).map(finding -> new Inventory.Detail(component(finding), finding.facts));
    }

    private static Component component(Finding finding) {
        return new Component(finding.path, finding.label, finding.detail, finding.state, finding.occurred);
    }
}
