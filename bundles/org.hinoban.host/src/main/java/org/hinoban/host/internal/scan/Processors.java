package org.hinoban.host.internal.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;
import org.jspecify.annotations.Nullable;

/** The processors: one that is present should be online, unless its core's second thread is switched off on purpose. */
record Processors(Root root) implements Detector {
    private static final String FOLDER = "/sys/devices/system/cpu/";
    private static final Set<String> SWITCHED_OFF = Set.of("off", "forceoff");

    @Override
    public List<Reading> read(long now) {
        Set<Integer> present = numbers(root.text(FOLDER + "present").orElse(""));
        Optional<String> onlineText = root.text(FOLDER + "online");
        Set<Integer> online = onlineText.map(Processors::numbers).orElse(present);
        boolean singleThreaded =
                root.text(FOLDER + "smt/control").map(SWITCHED_OFF::contains).orElse(false);
        Map<Integer, Map<String, String>> infos = infos();
        List<Reading> readings = new ArrayList<>();
        for (int number : present) {
            boolean up = online.contains(number);
            if (!up && singleThreaded) {
                continue;
            }
            Map<String, String> info = infos.getOrDefault(number, Map.of());
            Reading reading = Reading.normal(
                    ComponentPath.of("hardware", "cpu", Integer.toString(number)),
                    Words.text("label.cpu", "CPU {0}", number),
                    up ? Words.text("detail.online", "online") : Words.text("detail.offline", "offline"),
                    facts(number, info),
                    !singleThreaded);
            readings.add(up ? reading : reading.but(State.ABNORMAL, Kinds.CPU_OFFLINE, Map.of()));
        }
        return readings;
    }

    private List<Fact> facts(int number, Map<String, String> info) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "cpu.model", "Model", info.get("model name"));
        add(facts, "cpu.mhz", "MHz", info.get("cpu MHz"));
        add(facts, "cpu.cache", "Cache", info.get("cache size"));
        String topology = FOLDER + "cpu" + number + "/topology/";
        add(facts, "cpu.core", "Core", root.text(topology + "core_id").orElse(null));
        add(
                facts,
                "cpu.socket",
                "Socket",
                root.text(topology + "physical_package_id").orElse(null));
        return facts;
    }

    private static void add(List<Fact> facts, String key, String english, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(Words.text("fact." + key, english), Text.plain(value)));
        }
    }

    private Map<Integer, Map<String, String>> infos() {
        Map<Integer, Map<String, String>> infos = new TreeMap<>();
        Map<String, String> current = new TreeMap<>();
        for (String line : root.lines("/proc/cpuinfo")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String key = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (key.equals("processor") && value.matches("\\d{1,6}")) {
                current = new TreeMap<>();
                infos.put(Integer.parseInt(value), current);
            }
            current.put(key, value);
        }
        return infos;
    }

    /** The numbers of a list such as {@code 0-3,6}. */
    static Set<Integer> numbers(String list) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : list.split(",")) {
            if (part.matches("\\d{1,5}(-\\d{1,5})?")) {
                String[] ends = part.split("-");
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }
}
