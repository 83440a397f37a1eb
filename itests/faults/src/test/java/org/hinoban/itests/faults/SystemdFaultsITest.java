package org.hinoban.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.Mandate;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.State;
import org.hinoban.host.Host;
import org.hinoban.host.HostSettings;
import org.hinoban.host.Kinds;
import org.hinoban.itests.box.Box;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a fault and what is not, on a real systemd whose units are killed, fail, loop, heal themselves and are stopped. */
class SystemdFaultsITest {
    private static final String SLEEPER = "[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/bin/sleep infinity\n";

    private static final int HEALING = 34;

    private static Box box;

    @TempDir
    Path data;

    private Host host;
    private final Seen seen = new Seen();

    @BeforeAll
    static void boot() throws Exception {
        Map<String, String> units = new HashMap<>();
        units.put("plain.service", SLEEPER);
        units.put("needy.service", SLEEPER + "[Unit]\nBindsTo=plain.service\nAfter=plain.service\n");
        units.put("once.service", "[Service]\nType=oneshot\nExecStart=/bin/true\n");
        units.put("slow.service", SLEEPER + "Restart=always\nRestartSec=40\n");
        for (int i = 0; i < HEALING; i++) {
            units.put("healing" + i + ".service", SLEEPER + "Restart=always\nRestartSec=50ms\n");
        }
        units.put("talker.service", """
                [Unit]
                StartLimitIntervalSec=0
                [Service]
                ExecStart=/bin/sh -c 'for i in $(seq 30); do echo line $i; done; exec sleep infinity'
                """);
        units.put("failing.service", """
                [Unit]
                StartLimitIntervalSec=0
                [Service]
                ExecStart=/bin/sh -c 'sleep infinity & trap "echo no bread; exit 3" USR1; wait'
                """);
        units.put("stubborn.service", """
                [Unit]
                StartLimitIntervalSec=0
                [Service]
                ExecStart=/bin/sh -c 'trap "exit 7" TERM; sleep infinity & wait'
                """);
        units.put("looping.service", """
                [Unit]
                StartLimitIntervalSec=0
                [Service]
                Restart=always
                RestartSec=100ms
                ExecStart=/bin/sh -c 'until [ -e /run/broken ]; do sleep 0.1; done; exit 1'
                """);
        units.put("limited.service", """
                [Unit]
                StartLimitIntervalSec=60
                StartLimitBurst=3
                [Service]
                Restart=on-failure
                RestartSec=10ms
                ExecStart=/bin/sh -c 'until [ -e /run/broken ]; do sleep 0.1; done; exit 1'
                """);
        units.put("units", String.join(" ", units.keySet()));
        box = Box.boot(units);
    }

    @AfterAll
    static void end() throws Exception {
        box.close();
    }

    @BeforeEach
    void watch() throws Exception {
        box.in("systemctl", "reset-failed");
        box.in("rm", "-f", "/run/broken");
        box.in("sh", "-c", "systemctl start $(cat /etc/systemd/system/units)");
        host = new Host(new HostSettings(box.root(), null, data), seen);
        host.start();
        await().untilAsserted(() -> assertThat(seen.wholes()).hasSize(1));
    }

    @AfterEach
    void unwatch() {
        host.close();
    }

    @Test
    void aKilledServiceIsAFaultWithTheLastTwentyLinesOfItsJournal() throws Exception {
        box.in("systemctl", "kill", "-s", "KILL", "talker");

        Observation.Changed fault = seen.fault("talker");
        assertThat(fault.kind()).isEqualTo(Kinds.SERVICE_FAILED);
        assertThat(fault.arguments()).containsEntry("result", "signal").containsEntry("status", "signal 9 (KILL)");
        assertThat(fault.log()).hasSizeBetween(15, 20).extracting(LogLine::text).contains("line 30");
    }

    @Test
    void aFailingServiceTellsItsExitCodeAndWhatItSaid() throws Exception {
        box.in("systemctl", "kill", "--kill-who=main", "-s", "USR1", "failing");

        Observation.Changed fault = seen.fault("failing");
        assertThat(fault.kind()).isEqualTo(Kinds.SERVICE_FAILED);
        assertThat(fault.arguments()).containsEntry("status", "exit code 3");
        assertThat(fault.log()).extracting(LogLine::text).contains("no bread");
    }

    @Test
    void aServiceThatIsToldToEndByHandIsAFaultThoughSystemdDoesNotMind() throws Exception {
        box.in("sh", "-c", "kill $(systemctl show -P MainPID plain)");

        Observation.Changed fault = seen.fault("plain");
        assertThat(fault.kind()).isEqualTo(Kinds.SERVICE_GONE);
        assertThat(fault.arguments()).containsEntry("how", "signal 15 (TERM)");
        // What is bound to it is stopped by systemd, which is no fault of its own.
        seen.awaitNote("needy", Kinds.SERVICE_STOPPED);
        assertThat(seen.faults("needy")).isEmpty();
    }

    @Test
    void stopsThatWereAskedForAreNoFaults() throws Exception {
        for (int i = 1; i <= 10; i++) {
            box.in("systemctl", "stop", "talker");
            seen.awaitNotes("talker", Kinds.SERVICE_STOPPED, i);
            box.in("systemctl", "start", "talker");
            box.in("systemctl", "restart", "failing", "stubborn");
            box.in("systemctl", "stop", "--no-block", "plain");
            box.in("systemctl", "start", "plain", "needy");
        }
        assertNoFaults();
        assertThat(seen.changes("stubborn")).isEmpty();
    }

    @Test
    void aStopThatWasAskedForAndEndsBadlyIsAWarning() throws Exception {
        box.in("systemctl", "stop", "stubborn");

        await().untilAsserted(() -> assertThat(seen.last("stubborn")).hasValueSatisfying(change -> {
            assertThat(change.state()).isEqualTo(State.WARNING);
            assertThat(change.kind()).isEqualTo(Kinds.SERVICE_STOPPED_BADLY);
            assertThat(change.arguments()).containsEntry("status", "exit code 7");
        }));
        assertNoFaults();
    }

    @Test
    void aLoopOfRestartsIsAFaultUntilSomebodyRestartsTheService() throws Exception {
        box.in("touch", "/run/broken");

        Observation.Changed fault = seen.fault("looping");
        assertThat(fault.kind()).isEqualTo(Kinds.SERVICE_RESTARTING);
        assertThat(fault.arguments()).containsEntry("count", "4").containsEntry("minutes", "10");
        box.in("rm", "/run/broken");
        // By us: systemd counts a restart by hand that meets an automatic one as the latter.
        control().perform(ServiceControl.Change.RESTART, "looping", mandate("looping", 1));
        seen.awaitNormal("looping");
    }

    @Test
    void aServiceThatIsNotStartedAnyMoreHasFailed() throws Exception {
        box.in("touch", "/run/broken");

        await().untilAsserted(() -> assertThat(seen.last("limited"))
                .hasValueSatisfying(change -> assertThat(change.kind()).isEqualTo(Kinds.SERVICE_FAILED)));
        box.in("rm", "/run/broken");
        // Systemd refuses a start by hand too, until its count is reset.
        control().perform(ServiceControl.Change.START, "limited", mandate("limited", 1));
        seen.awaitNormal("limited");
        box.in("systemctl", "restart", "looping");
    }

    @Test
    void aReinstalledPackageIsNoFault() throws Exception {
        box.in("sh", "-ec", """
                rm -f /usr/sbin/policy-rc.d
                mkdir -p /root/corner/DEBIAN /root/corner/lib/systemd/system
                cd /root/corner
                printf 'Package: corner\\nVersion: 1\\nArchitecture: all\\nMaintainer: aki\\nDescription: a shop\\n' \\
                  >DEBIAN/control
                printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=box.target\\n' \\
                  >lib/systemd/system/corner.service
                printf '#!/bin/sh\\ndeb-systemd-invoke stop corner.service\\n' >DEBIAN/prerm
                printf '#!/bin/sh\\nsystemctl daemon-reload\\ndeb-systemd-helper enable corner.service\\n' >DEBIAN/postinst
                printf 'deb-systemd-invoke start corner.service\\n' >>DEBIAN/postinst
                chmod 755 DEBIAN/prerm DEBIAN/postinst
                dpkg-deb --build /root/corner /root/corner.deb
                dpkg --install /root/corner.deb
                """);
        await().ignoreExceptions()
                .until(() -> control()
                        .service("corner", Deadline.in(Duration.ofSeconds(5)))
                        .activity()
                        .equals("active"));

        box.in("dpkg", "--install", "/root/corner.deb");

        seen.awaitNote("corner", Kinds.SERVICE_STOPPED);
        box.in("systemctl", "daemon-reexec");
        box.in("dpkg", "--purge", "corner");
        assertNoFaults();
    }

    @Test
    void aServiceThatWaitsLongForItsRestartIsAFault() throws Exception {
        box.in("sh", "-c", "kill -9 $(systemctl show -P MainPID slow)");

        Observation.Changed fault = seen.fault("slow");
        assertThat(Duration.between(fault.occurred(), Instant.now())).isGreaterThan(Duration.ofSeconds(14));
        assertThat(fault.kind()).isEqualTo(Kinds.SERVICE_GONE);
        assertThat(fault.arguments()).containsEntry("how", "signal 9 (KILL)");
    }

    @Test
    void restartsThatHoldAreNotedAndNotTold() throws Exception {
        for (int round = 1; round <= 3; round++) {
            // 102 restarts in all, three of each unit: at the rate, not above it.
            box.in("systemctl", "kill", "--kill-who=main", "-s", "KILL", "healing*");
            awaitRestarts(round);
        }
        for (int i = 0; i < HEALING; i++) {
            seen.awaitNote("healing" + i, Kinds.SERVICE_HELD);
        }
        assertNoFaults();
    }

    @Test
    void repairsAServiceAndSaysThatItIsNormal() throws Exception {
        box.in("systemctl", "kill", "-s", "KILL", "talker");
        seen.fault("talker");

        ServiceControl.Service after = control().perform(ServiceControl.Change.RESTART, "talker", mandate("a", 5));

        assertThat(after.state()).isEqualTo(State.NORMAL);
        assertThat(after.activity()).isEqualTo("active");
        assertThat(after.process()).isPositive();
        seen.awaitNormal("talker");
        assertThatThrownBy(() -> control().perform(ServiceControl.Change.STOP, "talker", mandate("b", 4)))
                .isInstanceOfSatisfying(
                        CapabilityException.class,
                        e -> assertThat(e.reason()).isEqualTo(CapabilityException.Reason.REFUSED));
        assertThat(control()
                        .perform(ServiceControl.Change.STOP, "talker", mandate("c", 5))
                        .activity())
                .isEqualTo("inactive");
        assertThat(seen.faults("talker")).hasSize(1);
    }

    @Test
    void comesBackToABusThatWasAway() throws Exception {
        box.in("systemctl", "restart", "dbus.service");
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

        box.in("systemctl", "kill", "-s", "KILL", "talker");

        seen.fault("talker");
    }

    @Test
    void whatHappensWhileTheBusIsAwayIsToldWhenItIsBack() throws Exception {
        box.in("systemctl", "stop", "dbus.socket", "dbus.service");
        box.in("systemctl", "stop", "talker");
        box.in("sh", "-c", "kill $(systemctl show -P MainPID plain)");
        box.in("systemctl", "start", "dbus.socket", "dbus.service");

        assertThat(seen.fault("plain").kind()).isEqualTo(Kinds.SERVICE_GONE);
        seen.awaitNote("talker", Kinds.SERVICE_STOPPED);
        assertThat(seen.allFaults()).hasSize(1);
    }

    @Test
    void noticesEachOfManyDeaths() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long before = seen.faults("talker").size();
            box.in("systemctl", "start", "talker");
            await().until(() ->
                    seen.last("talker").isEmpty() || seen.last("talker").get().state() == State.NORMAL);
            long pid = Long.parseLong(box.in("systemctl", "show", "-P", "MainPID", "talker"));
            long begun = System.nanoTime();
            box.in("kill", "-9", Long.toString(pid));
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> seen.faults("talker").size() > before);
            millis.add((System.nanoTime() - begun) / 1_000_000);
        }
        Collections.sort(millis);
        System.out.println("death of a unit to its observation with log lines: median " + millis.get(10) + " ms, worst "
                + millis.get(19) + " ms");
    }

    private static void awaitRestarts(int count) {
        await().ignoreExceptions().untilAsserted(() -> {
            assertThat(box.in("systemctl", "show", "-P", "NRestarts", "healing*")
                            .lines()
                            .filter(line -> !line.isEmpty()))
                    .hasSize(HEALING)
                    .containsOnly(Integer.toString(count));
            box.in("systemctl", "is-active", "--quiet", "healing*");
        });
    }

    private void assertNoFaults() {
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(seen.allFaults()).isEmpty();
    }

    private ServiceControl control() {
        return host.capability(ServiceControl.class).orElseThrow();
    }

    private static Mandate mandate(String id, long token) {
        return new Mandate(id, "aki", token, Deadline.in(Duration.ofSeconds(20)));
    }
}
