package org.hinoban.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.karaf.main.Main;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Starts the manager in the foreground. The distribution's folder is the property {@code hinoban.home}; the argument
 * {@code --safe} leaves out what others installed. Exit code 1, and one line, when there is a reason not to start.
 */
public final class Launcher {
    /** After this long a bundle that does not let go of its work is left behind. */
    private static final long STOP_MILLIS = 15_000;

    private Launcher() {}

    public static void main(String[] arguments) {
        try {
            boolean safe = Arrays.asList(arguments).contains("--safe");
            run(Path.of(System.getProperty("hinoban.home", "")).toAbsolutePath(), System.getenv(), safe);
        } catch (LaunchException e) {
            System.err.println("hinoban: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Path home, Map<String, String> environment, boolean safe) throws LaunchException {
        Settings settings = Settings.of(environment);
        try (DataFolder data = DataFolder.open(settings.data())) {
            probe(settings.address());
            try {
                prepare(home, data, settings, safe);
            } catch (IOException e) {
                throw new LaunchException("cannot prepare " + data.root() + ": " + e, e);
            }
            runKaraf();
        } catch (IOException e) {
            throw new LaunchException("cannot close " + settings.data() + ": " + e, e);
        }
    }

    private static void prepare(Path home, DataFolder data, Settings settings, boolean safe) throws IOException {
        OperatorFiles.complete(data.resolve("etc"));
        ConsoleKeys.complete(data.resolve("ssh"));
        KarafFolder karaf = new KarafFolder(home, data.resolve(safe ? "karaf-safe" : "karaf"));
        if (safe) {
            karaf.delete();
        }
        karaf.prepare();
        ConsoleKeys.authorize(data.resolve("ssh"), karaf.etc().resolve("keys.properties"));
        int consolePort = freeLoopbackPort();
        Files.writeString(data.resolve("run/console.port"), consolePort + "\n");

        settings.properties().forEach(System::setProperty);
        Path root = karaf.root();
        Map.ofEntries(
                        Map.entry("karaf.home", home),
                        Map.entry("karaf.base", root),
                        Map.entry("karaf.etc", karaf.etc()),
                        Map.entry("karaf.data", root.resolve("data")),
                        Map.entry("karaf.instances", root.resolve("instances")),
                        Map.entry("karaf.log", data.resolve("log")),
                        Map.entry("java.io.tmpdir", root.resolve("tmp")),
                        Map.entry("java.util.logging.config.file", karaf.etc().resolve("java.util.logging.properties")),
                        Map.entry("hinoban.deploy", safe ? root.resolve("nothing") : data.resolve("deploy")),
                        Map.entry("hinoban.console.port", consolePort),
                        Map.entry("karaf.startLocalConsole", false),
                        Map.entry("karaf.startRemoteShell", true))
                .forEach((key, value) -> System.setProperty(key, value.toString()));
    }

    /** Says before a JVM full of bundles has started what would otherwise be a stack trace in a log. */
    private static void probe(Settings.Address address) throws LaunchException {
        InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
        if (target.isUnresolved()) {
            throw new LaunchException("the address to listen on is unknown: " + address.host());
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(target);
        } catch (IOException e) {
            throw new LaunchException(
                    "cannot listen on " + address.host() + " port " + address.port() + ": " + e.getMessage()
                            + "; stop the program that uses it, or choose another with HINOBAN_PORT or HINOBAN_BIND",
                    e);
        }
    }

    private static int freeLoopbackPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // Main's methods declare Exception.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void runKaraf() throws LaunchException {
        Main karaf = new Main(new String[0]);
        Thread stop = new Thread(() -> stop(karaf.getFramework()), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            karaf.launch();
            karaf.awaitShutdown();
            karaf.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new LaunchException("Karaf does not start: " + e, e);
        }
    }

    private static void stop(@Nullable Framework framework) {
        if (framework == null) {
            return;
        }
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            System.err.println("hinoban: did not stop cleanly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
