package org.hinoban.host.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.Component;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Board;
import org.hinoban.host.internal.Root;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the tree of a small machine that is laid out in a folder. */
class ScanTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path folder;

    private final List<Observation> told = new ArrayList<>();
    private Filesystems.Space space = new Filesystems.Space(100 * GIB, 60 * GIB);
    private Root root;
    private Baseline baseline;
    private Board board;
    private Scan scan;

    @BeforeEach
    void layOut() throws IOException {
        write("sys/devices/system/cpu/present", "0-3");
        write("sys/devices/system/cpu/online", "0-3");
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Corner 9\n\nprocessor\t: 1\nmodel name\t: Corner 9\n");
        write("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 4000000 kB\n");
        write("sys/block/sda/size", "2097152");
        write("sys/block/sda/device/state", "running");
        write("sys/block/nvme0n1/size", "2097152");
        write("sys/block/nvme0n1/device/state", "live");
        write("sys/block/md0/size", "2097152");
        write("sys/block/md0/md/array_state", "clean");
        write("sys/block/md0/md/degraded", "0");
        write("sys/block/loop0/size", "99");
        write("sys/block/sdb/size", "4096");
        write("sys/block/sdb/removable", "1");
        write("sys/class/net/lo/operstate", "unknown");
        write("sys/class/net/veth12ab/operstate", "up");
        network("eth0", "0x1003", "1", "up");
        network("eth1", "0x1003", "0", "down");
        mounts("rw");
        write("etc/fstab", "UUID=1 / ext4 defaults 0 1\nUUID=2 /srv/with\\040blank ext4 defaults 0 2\n");
        boot();
    }

    @Test
    void findsTheComponentsOfAMachineAndLeavesOutWhatIsNone() {
        assertThat(paths())
                .containsExactly(
                        "hardware/cpu/0",
                        "hardware/cpu/1",
                        "hardware/cpu/2",
                        "hardware/cpu/3",
                        "hardware/disk/md0",
                        "hardware/disk/nvme0n1",
                        "hardware/disk/sda",
                        "hardware/memory",
                        "hardware/network/eth0",
                        "hardware/network/eth1",
                        "system/filesystem/~2f",
                        "system/filesystem/~2fsrv~2fwith~20blank");
        assertThat(board.below(ComponentPath.of("hardware"), 99))
                .allMatch(component -> component.state() == State.NORMAL);
    }

    @Test
    void aProcessorThatWentOfflineIsAFaultUntilItIsBack() throws IOException {
        write("sys/devices/system/cpu/online", "0-1,3");
        scan.run();
        assertFault("hardware/cpu/2", Kinds.CPU_OFFLINE);

        write("sys/devices/system/cpu/online", "0-3");
        scan.run();
        assertNormal("hardware/cpu/2");
        assertThat(told).hasSize(2);
    }

    @Test
    void processorsThatAreSwitchedOffOnPurposeAreNoFault() throws IOException {
        Files.delete(folder.resolve("data/baseline"));
        write("sys/devices/system/cpu/online", "0,2");
        write("sys/devices/system/cpu/smt/control", "off");
        boot();

        assertThat(paths()).contains("hardware/cpu/2").doesNotContain("hardware/cpu/1", "hardware/cpu/3");
    }

    @Test
    void aDiskWhoseDriverGaveItUpIsAFault() throws IOException {
        write("sys/block/nvme0n1/device/state", "dead");
        write("sys/block/sda/device/state", "offline");
        scan.run();

        assertThat(assertFault("hardware/disk/nvme0n1", Kinds.DISK_FAILED).arguments())
                .containsEntry("state", "dead");
        assertFault("hardware/disk/sda", Kinds.DISK_FAILED);
    }

    @Test
    void anArrayThatLacksAMemberIsAFault() throws IOException {
        write("sys/block/md0/md/degraded", "1");
        scan.run();

        assertThat(assertFault("hardware/disk/md0", Kinds.DISK_DEGRADED).arguments())
                .containsEntry("missing", "1")
                .containsEntry("state", "clean");
    }

    @Test
    void aDiskThatWasThereAndIsGoneIsAFaultAlsoAfterARestart() throws IOException {
        delete(folder.resolve("sys/block/sda"));
        boot();

        assertThat(board.find(new ComponentPath("hardware/disk/sda")))
                .isNotNull()
                .satisfies(found -> assertThat(found.kind()).isEqualTo(Kinds.COMPONENT_GONE));
    }

    @Test
    void saysInWordsWhetherAnInterfaceHasALink() {
        assertThat(board.below(ComponentPath.of("hardware", "network"), 9))
                .extracting(component -> component.detail().key())
                .containsExactly("link.up", "link.down");
    }

    @Test
    void anInterfaceThatLostItsLinkIsAFaultAndOneThatNeverHadOneIsNot() throws IOException {
        network("eth0", "0x1003", "0", "down");
        scan.run();
        scan.run();

        assertFault("hardware/network/eth0", Kinds.NETWORK_DOWN);
        assertThat(told).hasSize(1);
    }

    @Test
    void anInterfaceThatIsSwitchedOffIsNoFault() throws IOException {
        write("sys/class/net/eth0/flags", "0x1002");
        Files.delete(folder.resolve("sys/class/net/eth0/carrier"));
        scan.run();
        scan.run();

        assertThat(told).isEmpty();
    }

    @Test
    void aFilesystemThatCanNoLongerBeWrittenToIsAFault() throws IOException {
        mounts("ro");
        scan.run();

        assertFault("system/filesystem/~2fsrv~2fwith~20blank", Kinds.FILESYSTEM_READONLY);
    }

    @Test
    void aFilesystemFillsUpByThresholdsThatHoldAWhile() {
        Filesystems filesystems = new Filesystems(root, baseline, point -> space);
        space = new Filesystems.Space(100 * GIB, 4 * GIB);
        long now = 0;

        assertThat(filesystems.read(now)).allMatch(reading -> reading.state() == State.NORMAL);
        now += Filesystems.LIMITS.hold().toNanos();
        assertThat(filesystems.read(now))
                .allMatch(reading -> reading.state() == State.ABNORMAL)
                .allMatch(reading -> reading.arguments().get("used").equals("96 %"));
        space = new Filesystems.Space(100 * GIB, 6 * GIB);
        for (int i = 0; i < 5; i++) {
            now += Duration.ofSeconds(2).toNanos();
            assertThat(filesystems.read(now)).allMatch(reading -> reading.state() == State.ABNORMAL);
        }
        space = new Filesystems.Space(100 * GIB, 50 * GIB);
        now += 1;
        filesystems.read(now);
        now += Filesystems.LIMITS.hold().toNanos();
        assertThat(filesystems.read(now)).allMatch(reading -> reading.state() == State.NORMAL);
    }

    @Test
    void aLargeFilesystemWithPlentyLeftIsNotFull() {
        Filesystems filesystems = new Filesystems(root, baseline, point -> space);
        space = new Filesystems.Space(10_000 * GIB, 300 * GIB);
        filesystems.read(0);

        assertThat(filesystems.read(Duration.ofMinutes(1).toNanos()))
                .allMatch(reading -> reading.state() == State.NORMAL);
    }

    @Test
    void memoryMustBeShortForAWhile() throws IOException {
        Memory memory = new Memory(root);
        write("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 200000 kB\n");

        assertThat(memory.read(0)).extracting(Reading::state).containsExactly(State.NORMAL);
        assertThat(memory.read(Memory.LIMITS.hold().toNanos()))
                .extracting(Reading::kind)
                .containsExactly(Kinds.MEMORY_LOW);
    }

    @Test
    void aTreeOfNothingHasNoComponents() {
        Root empty = new Root(folder.resolve("nothing"));
        Board none = new Board(outgoing -> {});
        new Scan(empty, none, new Baseline(folder.resolve("other"))).run();

        assertThat(none.below(ComponentPath.of("hardware"), 99)).isEmpty();
        assertThat(new HostFacts(empty).facts(Deadline.in(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    void tellsWhatAnAdministratorAsksFirst() throws IOException {
        write("proc/uptime", "93784.22 100.0");
        write("proc/loadavg", "0.50 0.40 0.30 1/100 4242");
        write("etc/os-release", "PRETTY_NAME=\"Corner OS 12\"\n");

        HostFacts facts = new HostFacts(root);
        assertThat(facts.summary(Deadline.in(Duration.ofSeconds(1))).stream().map(ScanTest::value))
                .containsExactly("1 d 2 h", "0.50", "50 %");
        assertThat(facts.facts(Deadline.in(Duration.ofSeconds(1))).stream().map(ScanTest::value))
                .contains("Corner OS 12", "2 × Corner 9", "7.6 GiB");
    }

    private static String value(Fact fact) {
        return fact.value().inEnglish();
    }

    private void boot() {
        told.clear();
        root = new Root(folder);
        baseline = new Baseline(folder.resolve("data/baseline"));
        board = new Board(outgoing -> {
            if (!(outgoing.observation() instanceof Observation.Whole)) {
                told.add(outgoing.observation());
            }
        });
        scan = new Scan(root, board, baseline);
        scan.run();
        board.tellWhole();
    }

    private List<String> paths() {
        return Stream.of("hardware", "system")
                .flatMap(top -> board.below(ComponentPath.of(top), 99).stream())
                .map(Component::path)
                .map(ComponentPath::value)
                .toList();
    }

    private Observation.Changed assertFault(String path, Kind kind) {
        Observation.Changed last = last(path);
        assertThat(last.state()).isEqualTo(State.ABNORMAL);
        assertThat(last.kind()).isEqualTo(kind);
        return last;
    }

    private void assertNormal(String path) {
        assertThat(last(path).state()).isEqualTo(State.NORMAL);
    }

    private Observation.Changed last(String path) {
        return told.stream()
                .filter(Observation.Changed.class::isInstance)
                .map(Observation.Changed.class::cast)
                .filter(change -> change.component().value().equals(path))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void network(String name, String flags, String carrier, String state) throws IOException {
        write("sys/class/net/" + name + "/flags", flags);
        write("sys/class/net/" + name + "/carrier", carrier);
        write("sys/class/net/" + name + "/operstate", state);
        write("sys/class/net/" + name + "/device/vendor", "0x1af4");
    }

    private void mounts(String mode) throws IOException {
        write("proc/1/mountinfo", """
                1 0 8:1 / / rw - ext4 /dev/sda1 rw
                2 1 8:2 / /srv/with\\040blank %s - ext4 /dev/sda2 %s
                3 1 0:5 / /proc rw - proc proc rw
                4 1 8:1 /home /mnt/bound rw - ext4 /dev/sda1 rw
                5 1 0:9 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw
                6 1 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro
                7 1 0:6 / /run rw - tmpfs tmpfs rw
                """.formatted(mode, mode));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
