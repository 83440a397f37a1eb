package org.hinoban.host.internal.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.SystemFacts;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;

/** What an administrator asks of a server first, read afresh each time. */
public record HostFacts(Root root) implements SystemFacts {
    private static final List<String> HYPERVISORS = List.of("KVM", "VMware", "VirtualBox", "QEMU", "Xen", "Hyper-V");

    @Override
    public List<Fact> summary(Deadline deadline) {
        List<Fact> facts = new ArrayList<>();
        uptime().ifPresent(up -> facts.add(Words.fact("uptime", "Up", Words.duration(up))));
        load().ifPresent(load -> facts.add(Words.fact("load", "Load", load.split(" ")[0])));
        Map<String, Long> memory = Memory.sizes(root);
        long total = memory.getOrDefault("MemTotal", 0L);
        if (total > 0 && memory.containsKey("MemAvailable")) {
            long used = total - memory.getOrDefault("MemAvailable", 0L);
            facts.add(Words.fact("memory", "Memory", Math.round(100.0 * used / total) + " %"));
        }
        return facts;
    }

    @Override
    public List<Fact> facts(Deadline deadline) {
        List<Fact> facts = new ArrayList<>();
        Optional<String> system = osRelease("PRETTY_NAME");
        system.ifPresent(name -> facts.add(Words.fact("system", "Operating system", name)));
        root.text("/proc/sys/kernel/osrelease").ifPresent(kernel -> facts.add(Words.fact("kernel", "Kernel", kernel)));
        root.text("/proc/sys/kernel/hostname").ifPresent(name -> facts.add(Words.fact("hostname", "Host name", name)));
        uptime().ifPresent(up -> facts.add(Words.fact("uptime", "Up", Words.duration(up))));
        load().ifPresent(load -> facts.add(Words.fact("load", "Load", load)));
        processors(facts);
        Map<String, Long> memory = Memory.sizes(root);
        Optional.ofNullable(memory.get("MemTotal"))
                .ifPresent(total -> facts.add(Words.fact("memory", "Memory", Words.size(total))));
        Optional.ofNullable(memory.get("SwapTotal"))
                .ifPresent(swap -> facts.add(Words.fact("swap", "Swap", Words.size(swap))));
        model().ifPresent(model -> facts.add(Words.fact("model", "Model", model)));
        virtualisation().ifPresent(kind -> facts.add(Words.fact("virtualisation", "Virtualisation", kind)));
        return facts;
    }

    private void processors(List<Fact> facts) {
        Map<String, Integer> models = new TreeMap<>();
        int count = 0;
        for (String line : root.lines("/proc/cpuinfo")) {
            if (line.startsWith("processor")) {
                count++;
            } else if (line.startsWith("model name")) {
                models.merge(line.substring(line.indexOf(':') + 1).strip(), 1, Integer::sum);
            }
        }
        if (count > 0) {
            String names = String.join(", ", models.keySet());
            facts.add(Words.fact("processors", "Processors", names.isEmpty() ? "" + count : count + " × " + names));
        }
    }

    private Optional<Duration> uptime() {
        return root.text("/proc/uptime").map(text -> Duration.ofSeconds((long) Double.parseDouble(text.split(" ")[0])));
    }

    private Optional<String> load() {
        return root.text("/proc/loadavg").map(text -> {
            String[] fields = text.split(" ");
            return fields.length < 3 ? text : fields[0] + " " + fields[1] + " " + fields[2];
        });
    }

    private Optional<String> osRelease(String key) {
        List<String> lines = root.lines("/etc/os-release");
        List<String> found = lines.isEmpty() ? root.lines("/usr/lib/os-release") : lines;
        return found.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("\"", ""))
                .findFirst();
    }

    private Optional<String> model() {
        String vendor = root.text("/sys/class/dmi/id/sys_vendor").orElse("");
        String product = root.text("/sys/class/dmi/id/product_name").orElse("");
        String both = (vendor + " " + product).strip();
        return both.isEmpty() ? root.text("/proc/device-tree/model") : Optional.of(both);
    }

    private Optional<String> virtualisation() {
        Optional<String> container = root.text("/run/systemd/container").filter(text -> !text.isEmpty());
        if (container.isPresent()) {
            return container;
        }
        String board =
                model().orElse("") + " " + root.text("/sys/hypervisor/type").orElse("");
        for (String name : HYPERVISORS) {
            if (board.contains(name)) {
                return Optional.of(name);
            }
        }
        boolean guest = root.lines("/proc/cpuinfo").stream()
                .anyMatch(line -> line.startsWith("flags") && (line + " ").contains(" hypervisor "));
        return guest ? Optional.of("VM") : Optional.empty();
    }
}
