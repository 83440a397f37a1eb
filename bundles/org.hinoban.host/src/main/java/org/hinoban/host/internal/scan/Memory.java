package org.hinoban.host.internal.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;

/** The main memory: what programs could still have of it. */
final class Memory implements Detector {
    /** In percent of the memory that is not available any more. */
    static final Level.Limits LIMITS = new Level.Limits(90, 95, 3, Duration.ofSeconds(20));

    private static final ComponentPath PATH = ComponentPath.of("hardware", "memory");

    private final Root root;
    private final Level level = new Level(LIMITS);

    Memory(Root root) {
        this.root = root;
    }

    /** The sizes in {@code /proc/meminfo}, in bytes. */
    static Map<String, Long> sizes(Root root) {
        Map<String, Long> sizes = new TreeMap<>();
        for (String line : root.lines("/proc/meminfo")) {
            int colon = line.indexOf(':');
            String digits = colon < 0 ? "" : line.substring(colon + 1).replaceAll("[^0-9]", "");
            if (!digits.isEmpty()) {
                sizes.put(line.substring(0, colon), Long.parseLong(digits) * 1024);
            }
        }
        return sizes;
    }

    @Override
    public List<Reading> read(long now) {
        Map<String, Long> sizes = sizes(root);
        long total = sizes.getOrDefault("MemTotal", 0L);
        if (total == 0) {
            return List.of();
        }
        long available = sizes.getOrDefault("MemAvailable", sizes.getOrDefault("MemFree", 0L));
        List<Fact> facts = new ArrayList<>();
        facts.add(Words.fact("memory.total", "Total", Words.size(total)));
        facts.add(Words.fact("memory.available", "Available", Words.size(available)));
        facts.add(Words.fact("memory.cached", "Cached", Words.size(sizes.getOrDefault("Cached", 0L))));
        facts.add(Words.fact("swap", "Swap", Words.size(sizes.getOrDefault("SwapTotal", 0L))));
        facts.add(Words.fact("swap.free", "Swap free", Words.size(sizes.getOrDefault("SwapFree", 0L))));
        Text detail = Words.text("detail.available", "{0} of {1} available", Words.size(available), Words.size(total));
        Reading reading = Reading.normal(PATH, Words.text("label.memory", "Memory"), detail, facts, false);
        State state = level.update(100.0 * (total - available) / total, now);
        return List.of(
                state == State.NORMAL
                        ? reading
                        : reading.but(
                                state,
                                Kinds.MEMORY_LOW,
                                Map.of("available", Words.size(available), "total", Words.size(total))));
    }
}
