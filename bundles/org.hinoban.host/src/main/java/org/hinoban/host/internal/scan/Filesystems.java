package org.hinoban.host.internal.scan;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;

/** The filesystems that hold data: how full they are, and whether one that could be written to no longer can. */
final class Filesystems implements Detector {
    /** In percent of the space. */
    static final Level.Limits LIMITS = new Level.Limits(90, 95, 2, Duration.ofSeconds(3));

    /** With more space than this left, a large filesystem is not about to be full, whatever the percentage. */
    static final long PLENTY_BYTES = 50L << 30;

    private static final String WRITABLE = "writable/";
    private static final Set<String> WITH_DATA = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "jfs",
            "reiserfs",
            "bcachefs",
            "vfat",
            "exfat",
            "ntfs",
            "ntfs3",
            "tmpfs",
            "nilfs2",
            "overlay");

    /**
     * The space of one filesystem, in bytes.
     *
     * @param free what a program without privileges may still use
     */
    record Space(long total, long free) {
        static Space of(File mountPoint) {
            return new Space(mountPoint.getTotalSpace(), mountPoint.getUsableSpace());
        }
    }

    private record Mount(String point, String type, String device, String source, boolean readOnly, String inside) {}

    private final Root root;
    private final Baseline baseline;
    private final Function<File, Space> spaces;
    private final Map<String, Level> levels = new HashMap<>();

    Filesystems(Root root, Baseline baseline) {
        this(root, baseline, Space::of);
    }

    Filesystems(Root root, Baseline baseline, Function<File, Space> spaces) {
        this.root = root;
        this.baseline = baseline;
        this.spaces = spaces;
    }

    @Override
    public List<Reading> read(long now) {
        Set<String> permanent = permanent();
        Map<String, Mount> mounts = new LinkedHashMap<>();
        Set<String> devices = new HashSet<>();
        for (Mount mount : mounts()) {
            if (holdsData(mount)) {
                // The same device a second time is a bind mount; the same point a second time hides the first.
                if (devices.add(mount.device) || mounts.containsKey(mount.point)) {
                    mounts.put(mount.point, mount);
                }
            }
        }
        List<Reading> readings = new ArrayList<>();
        mounts.values().forEach(mount -> readings.add(read(mount, permanent.contains(mount.point), now)));
        levels.keySet().retainAll(mounts.keySet());
        return readings;
    }

    private Reading read(Mount mount, boolean lasting, long now) {
        Space space = spaces.apply(root.path(mount.point).toFile());
        double percent = space.total > 0 ? 100.0 * (space.total - space.free) / space.total : 0;
        String used = Math.round(Math.floor(percent)) + " %";
        List<Fact> facts = List.of(
                Words.fact("filesystem.size", "Size", Words.size(space.total)),
                Words.fact("filesystem.free", "Free", Words.size(space.free)),
                Words.fact("filesystem.type", "Type", mount.type),
                Words.fact("filesystem.source", "Device", mount.source),
                Words.fact(
                        "filesystem.mode",
                        "Mode",
                        mount.readOnly
                                ? Words.text("mode.ro", "read-only")
                                : Words.text("mode.rw", "readable and writable")));
        Reading reading = Reading.normal(
                ComponentPath.of("system", "filesystem", mount.point),
                Text.plain(mount.point),
                Words.text("detail.filesystem", "{0} used, {1} free", used, Words.size(space.free)),
                facts,
                lasting);
        String key = WRITABLE + ComponentPath.encode(mount.point);
        if (!mount.readOnly) {
            baseline.put(key, mount.source);
        } else if (baseline.get(key).filter(mount.source::equals).isPresent()) {
            return reading.but(State.ABNORMAL, Kinds.FILESYSTEM_READONLY, Map.of());
        } else {
            // One that was never written to, such as a medium, is full by nature.
            return reading;
        }
        State state =
                levels.computeIfAbsent(mount.point, point -> new Level(LIMITS)).update(percent, now);
        if (state == State.NORMAL || space.free > PLENTY_BYTES) {
            return reading;
        }
        return reading.but(state, Kinds.FILESYSTEM_FULL, Map.of("used", used, "free", Words.size(space.free)));
    }

    private static boolean holdsData(Mount mount) {
        boolean system = List.of("/proc", "/sys", "/dev", "/run", "/snap").stream()
                .anyMatch(point -> mount.point.equals(point) || mount.point.startsWith(point + "/"));
        boolean container = mount.point.startsWith("/var/lib/docker/")
                || mount.point.startsWith("/var/lib/containers/")
                || mount.point.startsWith("/var/lib/kubelet/")
                || mount.point.startsWith("/var/snap/");
        boolean boundPart = !mount.inside.equals("/") && !mount.type.equals("btrfs") && !mount.point.equals("/");
        boolean foreignOverlay = mount.type.equals("overlay") && !mount.point.equals("/");
        return WITH_DATA.contains(mount.type) && !system && !container && !boundPart && !foreignOverlay;
    }

    private List<Mount> mounts() {
        List<String> lines = root.isThisMachine()
                ? root.lines("/proc/self/mountinfo")
                : firstReadable("/proc/1/mountinfo", "/proc/self/mountinfo");
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            int dash = line.indexOf(" - ");
            String[] left = dash < 0 ? new String[0] : line.substring(0, dash).split(" ");
            String[] right = dash < 0 ? new String[0] : line.substring(dash + 3).split(" ");
            if (left.length >= 6 && right.length >= 3) {
                boolean readOnly = has(left[5], "ro") || has(right[2], "ro");
                mounts.add(new Mount(
                        unescape(left[4]), right[0], left[2], unescape(right[1]), readOnly, unescape(left[3])));
            }
        }
        return mounts;
    }

    private List<String> firstReadable(String... files) {
        return Arrays.stream(files)
                .map(root::lines)
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The mount points that the host is configured to have: they are missed when they are gone. */
    private Set<String> permanent() {
        Set<String> points = new HashSet<>();
        for (String line : root.lines("/etc/fstab")) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length >= 4 && !fields[0].startsWith("#") && !has(fields[3], "noauto")) {
                points.add(unescape(fields[1]));
            }
        }
        return points;
    }

    private static boolean has(String options, String option) {
        return Arrays.asList(options.split(",")).contains(option);
    }

    /** The kernel writes blanks and backslashes as three octal digits. */
    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\'
                    && i + 3 < text.length()
                    && text.substring(i + 1, i + 4).matches("[0-7]{3}")) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
