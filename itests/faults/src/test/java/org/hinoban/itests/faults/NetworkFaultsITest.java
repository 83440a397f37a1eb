package org.hinoban.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.host.Host;
import org.hinoban.host.HostSettings;
import org.hinoban.host.Kinds;
import org.hinoban.itests.box.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real network interface that loses its link. */
class NetworkFaultsITest {
    private static final ComponentPath ETH0 = ComponentPath.of("hardware", "network", "eth0");

    @TempDir
    Path data;

    @Test
    void aLostLinkIsAFaultUntilItIsBack() throws Exception {
        Seen seen = new Seen();
        try (Box box = Box.boot(Map.of(), true)) {
            String outside = "hb" + box.pid();
            run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", "" + box.pid());
            run("ip", "link", "set", outside, "up");
            box.in("ip", "link", "set", "eth0", "up");
            try (Host host = new Host(new HostSettings(box.root(), null, data), seen)) {
                host.start();
                await().untilAsserted(() -> assertThat(seen.wholes()).hasSize(1));

                run("ip", "link", "set", outside, "down");

                await().untilAsserted(() -> assertThat(seen.allFaults())
                        .extracting("component", "kind")
                        .containsExactly(tuple(ETH0, Kinds.NETWORK_DOWN)));
                run("ip", "link", "set", outside, "up");
                await().untilAsserted(() -> assertThat(seen.lastOf(ETH0))
                        .hasValueSatisfying(change -> assertThat(change.state()).isEqualTo(State.NORMAL)));
            }
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
