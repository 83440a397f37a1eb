package org.hinoban.host.internal.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.LogSource;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all components of {@code /proc} and {@code /sys} once and puts them on the board. Used by one thread. */
public final class Scan {
    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);
    private static final String SEEN = "seen/";

    private final Board board;
    private final Baseline baseline;
    private final List<Detector> detectors;
    private Set<ComponentPath> known = new HashSet<>();

    public Scan(Root root, Board board, Baseline baseline) {
        this(
                board,
                baseline,
                List.of(
                        new Processors(root),
                        new Memory(root),
                        new Disks(root),
                        new Networks(root, baseline),
                        new Filesystems(root, baseline)));
    }

    Scan(Board board, Baseline baseline, List<Detector> detectors) {
        this.board = board;
        this.baseline = baseline;
        this.detectors = detectors;
    }

    public void run() {
        long now = System.nanoTime();
        Map<ComponentPath, Reading> readings = new HashMap<>();
        Set<ComponentPath> unread = new HashSet<>();
        for (Detector detector : detectors) {
            try {
                detector.read(now).forEach(reading -> readings.put(reading.path(), reading));
            } catch (RuntimeException e) {
                // One sort of component that reads strangely must not hide the others.
                LOG.error("{} could not be read", detector.getClass().getSimpleName(), e);
                unread.addAll(known);
            }
        }
        readings.values().forEach(this::put);
        List<ComponentPath> missed = missed(readings);
        missed.removeAll(unread);
        missed.forEach(this::putGone);
        Set<ComponentPath> current = new HashSet<>(readings.keySet());
        current.addAll(missed);
        current.addAll(unread);
        known.stream().filter(path -> !current.contains(path)).forEach(board::remove);
        known = current;
    }

    private void put(Reading reading) {
        if (reading.lasting()) {
            baseline.put(SEEN + reading.path(), reading.label().english());
        }
        Board.Finding before = board.find(reading.path());
        boolean same = before != null
                && before.state() == reading.state()
                && before.kind().equals(reading.kind());
        board.put(new Board.Finding(
                reading.path(),
                reading.label(),
                reading.detail(),
                reading.state(),
                reading.kind(),
                same ? Objects.requireNonNull(before).arguments() : reading.arguments(),
                same ? Objects.requireNonNull(before).occurred() : Instant.now(),
                reading.facts(),
                LogSource.NONE));
    }

    private List<ComponentPath> missed(Map<ComponentPath, Reading> readings) {
        List<ComponentPath> missed = new ArrayList<>();
        for (String key : baseline.keys(SEEN)) {
            ComponentPath path = new ComponentPath(key.substring(SEEN.length()));
            if (!readings.containsKey(path)) {
                missed.add(path);
            }
        }
        return missed;
    }

    private void putGone(ComponentPath path) {
        put(new Reading(
                path,
                Text.plain(path.name()),
                Words.text("detail.gone", "gone"),
                State.ABNORMAL,
                Kinds.COMPONENT_GONE,
                Map.of(),
                List.of(),
                false));
    }
}
