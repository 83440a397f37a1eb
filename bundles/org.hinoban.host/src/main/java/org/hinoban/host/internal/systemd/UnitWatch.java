package org.hinoban.host.internal.systemd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.Processes;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.ServiceWords;
import org.hinoban.host.internal.Words;
import org.jspecify.annotations.Nullable;

/** One service unit under watch. Used by one thread. */
final class UnitWatch {
    private static final String SUFFIX = ".service";

    private final String name;
    private final Board board;
    private final Journal journal;
    private final Processes processes;
    private final ComponentPath path;
    private final UnitJudge judge;
    private @Nullable Unit unit;
    private long told;
    private Instant occurred = Instant.now();
    private boolean wasUp;
    private boolean shown;

    UnitWatch(String unitName, Board board, Journal journal, Root root) {
        this.name = serviceName(unitName);
        this.board = board;
        this.journal = journal;
        this.processes = new Processes(root);
        this.path = ServiceWords.path(name);
        this.judge = new UnitJudge((kind, arguments) -> board.note(path, kind, arguments, Instant.now()));
    }

    /** The name of a service in this project's sense. */
    static String serviceName(String unit) {
        return unit.endsWith(SUFFIX) ? unit.substring(0, unit.length() - SUFFIX.length()) : unit;
    }

    static String unitName(String service) {
        return service + SUFFIX;
    }

    void look(Look now) {
        unit = now.unit();
        wasUp |= now.unit().isUp();
        publish(now.unit(), judge.judge(now, System.nanoTime()));
    }

    void tick() {
        Unit last = unit;
        if (last != null && judge.waits()) {
            publish(last, judge.tick(System.nanoTime()));
        }
    }

    /** There is no such unit any more. */
    void forget() {
        board.remove(path);
    }

    private void publish(Unit now, Verdict verdict) {
        if (!isOfInterest(now, verdict)) {
            if (shown) {
                board.remove(path);
            }
            shown = false;
            return;
        }
        shown = true;
        if (verdict.state() == State.NORMAL || judge.faults() != told) {
            occurred = now.since();
        }
        told = judge.faults();
        board.put(new Board.Finding(
                path,
                Text.plain(name),
                ServiceWords.activity(now.activeState()),
                verdict.state(),
                verdict.kind(),
                verdict.arguments(),
                occurred,
                facts(now),
                journal));
    }

    /** One that does its work once is shown only when that failed, one that never ran only if it is to run. */
    private boolean isOfInterest(Unit now, Verdict verdict) {
        if (verdict.state() != State.NORMAL) {
            return true;
        }
        return !now.isOneshot() && (wasUp || now.fileState().startsWith("enabled"));
    }

    List<String> needs() {
        Unit now = unit;
        return now == null ? List.of() : now.needs();
    }

    /** @param notActive what it needs and is not active */
    ServiceControl.Service service(List<String> notActive) throws CapabilityException {
        Unit now = unit;
        if (now == null) {
            throw new CapabilityException(CapabilityException.Reason.NOT_FOUND, "There is no service " + name);
        }
        List<ServiceControl.Change> possible = new ArrayList<>();
        if (now.isAllowed("CanStart") && !now.isUp()) {
            possible.add(ServiceControl.Change.START);
        }
        if (now.isAllowed("CanStop")
                && !now.activeState().equals("inactive")
                && !now.activeState().equals("failed")) {
            possible.add(ServiceControl.Change.STOP);
        }
        if (now.isAllowed("CanStart")) {
            possible.add(ServiceControl.Change.RESTART);
        }
        List<Fact> facts = facts(now);
        if (!notActive.isEmpty()) {
            facts.add(0, Words.fact("missing", "Not active of what it needs", String.join(", ", notActive)));
        }
        return new ServiceControl.Service(
                name, judge.verdict().state(), now.activeState(), now.mainProcess(), now.since(), possible, facts);
    }

    private List<Fact> facts(Unit now) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Words.fact("description", "Description", now.description()));
        if (now.mainProcess() > 0) {
            facts.add(Words.fact("process", "Main process", now.mainProcess()));
            processes
                    .residentBytes(now.mainProcess())
                    .ifPresent(bytes -> facts.add(Words.fact("memory", "Memory", Words.size(bytes))));
        }
        facts.add(Words.fact("since", "Since", now.since()));
        now.howEnded().ifPresent(how -> facts.add(Words.fact("ended", "Ended last by", how)));
        facts.add(Words.fact("restarts", "Automatic restarts", now.restarts()));
        if (!now.fileState().isEmpty()) {
            facts.add(Words.fact("enabled", "Started at boot", now.fileState()));
        }
        facts.add(Words.fact("unit", "Unit", unitName(name)));
        if (!now.needs().isEmpty()) {
            facts.add(Words.fact("needs", "Needs", String.join(", ", now.needs())));
        }
        return facts;
    }
}
