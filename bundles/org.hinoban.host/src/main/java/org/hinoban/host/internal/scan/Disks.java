package org.hinoban.host.internal.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;

/** The disks and RAID arrays, by what their drivers say of them. */
record Disks(Root root) implements Detector {
    private static final String FOLDER = "/sys/block/";
    /** What is no piece of hardware, or comes and goes as it should. */
    private static final Pattern LEFT_OUT = Pattern.compile("(loop|ram|zram|dm-|sr|fd|nbd|rbd|zd|mtdblock).*");

    /** The words of the SCSI and NVMe drivers for a disk that does its work, or is about to. */
    private static final Set<String> IN_SERVICE =
            Set.of("running", "created", "quiesce", "live", "new", "resetting", "connecting", "");

    private static final int SECTOR_BYTES = 512;

    @Override
    public List<Reading> read(long now) {
        List<Reading> readings = new ArrayList<>();
        for (String name : root.names(FOLDER)) {
            boolean empty = root.number(FOLDER + name + "/size").orElse(0) == 0 && !isArray(name);
            boolean removable = root.number(FOLDER + name + "/removable").orElse(0) == 1;
            if (!LEFT_OUT.matcher(name).matches() && !removable && !empty) {
                readings.add(isArray(name) ? array(name) : disk(name));
            }
        }
        return readings;
    }

    private boolean isArray(String name) {
        return root.exists(FOLDER + name + "/md");
    }

    private Reading disk(String name) {
        String state = root.text(FOLDER + name + "/device/state").orElse("");
        Reading reading = reading(name, "label.disk", "Disk {0}", state);
        return IN_SERVICE.contains(state)
                ? reading
                : reading.but(State.ABNORMAL, Kinds.DISK_FAILED, Map.of("state", state));
    }

    private Reading array(String name) {
        String state = root.text(FOLDER + name + "/md/array_state").orElse("");
        Reading reading = reading(name, "label.array", "RAID array {0}", state);
        long missing = root.number(FOLDER + name + "/md/degraded").orElse(0);
        return missing > 0
                ? reading.but(
                        State.ABNORMAL, Kinds.DISK_DEGRADED, Map.of("missing", Long.toString(missing), "state", state))
                : reading;
    }

    private Reading reading(String name, String key, String english, String state) {
        String folder = FOLDER + name;
        long bytes = root.number(folder + "/size").orElse(0) * SECTOR_BYTES;
        List<Fact> facts = new ArrayList<>();
        facts.add(Words.fact("disk.size", "Size", Words.size(bytes)));
        add(facts, "disk.model", "Model", root.text(folder + "/device/model").orElse(""));
        add(
                facts,
                "disk.serial",
                "Serial number",
                root.text(folder + "/device/serial").orElse(""));
        add(facts, "disk.state", "State", state);
        add(facts, "disk.level", "RAID level", root.text(folder + "/md/level").orElse(""));
        add(
                facts,
                "disk.sync",
                "Synchronisation",
                root.text(folder + "/md/sync_action").orElse(""));
        String detail = state.isEmpty() ? Words.size(bytes) : Words.size(bytes) + ", " + state;
        return Reading.normal(
                ComponentPath.of("hardware", "disk", name),
                Words.text(key, english, name),
                Text.plain(detail),
                facts,
                true);
    }

    private static void add(List<Fact> facts, String key, String english, String value) {
        if (!value.isBlank()) {
            facts.add(Words.fact(key, english, value.strip()));
        }
    }
}
