package org.hinoban.host.internal.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.host.Kinds;
import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Root;
import org.hinoban.host.internal.Words;

/** The network interfaces: one that is switched on and has had a link should have it. */
final class Networks implements Detector {
    private static final String FOLDER = "/sys/class/net/";
    private static final String HAD_LINK = "link/";
    private static final int SWITCHED_ON = 1;
    /** A link may be away for as many looks in a row before that counts. */
    private static final int LOOKS = 2;
    /** What a virtual machine or a container calls the interfaces that stand for pieces of hardware. */
    private static final Pattern LIKE_HARDWARE = Pattern.compile("(eth|en).*");

    private static final Pattern BUNDLED = Pattern.compile("DEVTYPE=(bond|vlan)");

    private final Root root;
    private final Baseline baseline;
    private final Map<String, Integer> looksWithoutLink = new HashMap<>();

    Networks(Root root, Baseline baseline) {
        this.root = root;
        this.baseline = baseline;
    }

    @Override
    public List<Reading> read(long now) {
        List<Reading> readings = new ArrayList<>();
        for (String name : root.names(FOLDER)) {
            if (isOfInterest(name)) {
                readings.add(read(name));
            }
        }
        return readings;
    }

    /** Bridges, tunnels and the ends of containers come and go as their software likes. */
    private boolean isOfInterest(String name) {
        return isPhysical(name)
                || LIKE_HARDWARE.matcher(name).matches()
                || root.lines(FOLDER + name + "/uevent").stream()
                        .anyMatch(line -> BUNDLED.matcher(line).matches());
    }

    private boolean isPhysical(String name) {
        return root.exists(FOLDER + name + "/device");
    }

    private Reading read(String name) {
        String folder = FOLDER + name;
        String operstate = root.text(folder + "/operstate").orElse("unknown");
        boolean on = (root.number(folder + "/flags").orElse(0) & SWITCHED_ON) != 0;
        // The kernel refuses to tell the carrier of an interface that is switched off.
        boolean link = on && root.number(folder + "/carrier").orElse(0) == 1;
        Reading reading = Reading.normal(
                ComponentPath.of("hardware", "network", name),
                Words.text("label.network", "Network interface {0}", name),
                on ? link(operstate) : Words.text("detail.off", "switched off"),
                facts(folder, operstate),
                isPhysical(name));
        if (link) {
            baseline.put(HAD_LINK + name, "yes");
            looksWithoutLink.remove(name);
            return reading;
        }
        if (!on) {
            // Whoever switches it on again without a cable has not lost anything.
            baseline.remove(HAD_LINK + name);
            looksWithoutLink.remove(name);
            return reading;
        }
        boolean lost =
                baseline.get(HAD_LINK + name).isPresent() && looksWithoutLink.merge(name, 1, Integer::sum) >= LOOKS;
        return lost ? reading.but(State.ABNORMAL, Kinds.NETWORK_DOWN, Map.of("state", operstate)) : reading;
    }

    /** The kernel's word in the reader's language. */
    private static Text link(String operstate) {
        return Words.text("link." + operstate, operstate);
    }

    private List<Fact> facts(String folder, String operstate) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Words.fact("network.state", "State", link(operstate)));
        root.text(folder + "/address")
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> facts.add(Words.fact("network.address", "Hardware address", address)));
        root.number(folder + "/speed").ifPresent(speed -> {
            if (speed > 0) {
                facts.add(Words.fact("network.speed", "Speed", speed + " Mbit/s"));
            }
        });
        for (String counter : List.of("rx_bytes", "tx_bytes")) {
            root.number(folder + "/statistics/" + counter)
                    .ifPresent(bytes ->
                            facts.add(Words.fact("network." + counter, counter.replace('_', ' '), Words.size(bytes))));
        }
        for (String counter : List.of("rx_errors", "tx_errors")) {
            root.number(folder + "/statistics/" + counter)
                    .ifPresent(count -> facts.add(Words.fact("network." + counter, counter.replace('_', ' '), count)));
        }
        return facts;
    }
}
