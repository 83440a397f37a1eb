package org.hinoban.itests.bench.load;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.hinoban.itests.bench.Patience;
import org.hinoban.itests.fleet.Fleet;
import org.hinoban.itests.tools.Guest;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Stranger;

/**
 * The servers that a manager got from a bundle, and what it took to take their reports in.
 *
 * @param medianSeconds of one report, until it was forced to disk
 */
record FleetBundle(int reports, double seconds, double medianSeconds, double p99Seconds) {
    private static final String WORDS = """
            kind.shop.down.title={0} stopped
            kind.shop.down.content={0} ended with exit code {1}.
            kind.shop.down.advice=Restart {0}.
            """;

    /** Installs the bundle into a running manager and waits until it has reported everything. */
    static FleetBundle install(Manager manager, int servers, int faults, int writers)
            throws IOException, InterruptedException {
        Path result = manager.data().resolve("run/fleet");
        manager.configure(
                Fleet.PID + ".cfg",
                "servers = " + servers + "\nfaults = " + faults + "\nwriters = " + writers + "\nresult = " + result
                        + "\n");
        Stranger.drop(bundle(), manager.data().resolve("deploy/fleet.jar"));
        Patience.until("the fleet has reported", () -> Files.exists(result));
        return read(Files.readString(result));
    }

    // So declares bnd.
    @SuppressWarnings("ThrowSpecificExceptions")
    private static byte[] bundle() throws IOException {
        try {
            return Guest.bundle(Fleet.PID, Fleet.class.getPackageName(), Map.of("", WORDS));
        } catch (Exception e) {
            throw new IOException("The bundle of the fleet cannot be built", e);
        }
    }

    private static FleetBundle read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return new FleetBundle(
                Integer.parseInt(properties.getProperty("reports")),
                Double.parseDouble(properties.getProperty("seconds")),
                Double.parseDouble(properties.getProperty("median")),
                Double.parseDouble(properties.getProperty("p99")));
    }
}
