package org.hinoban.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.karaf.main.Main;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Starts the manager in the foreground. The distribution's folder is the property {@code hinoban.home}; the argument
 * {@code --safe} leaves out what others installed, {@code --demo} brings a service to break. Exit code 1, and one line,
 * when there is a reason not to start.
 */
public final class Launcher {
    /** After this long a bundle that does not let go of its work is left behind. */
    private static final long STOP_MILLIS = 15_000;

    /** The property in which {@code org.hinoban.web} says why it could not listen after all, before it ends the process. */
    private static final String PORT_REFUSED = "hinoban.port.refused";

    /** The same for a certificate that it could not serve pages with. */
    private static final String CERTIFICATE_REFUSED = "hinoban.certificate.refused";

    private Launcher() {}

    public static void main(String[] arguments) {
        try {
            run(Path.of(System.getProperty("hinoban.home", "")).toAbsolutePath(), Options.of(arguments));
        } catch (LaunchException e) {
            System.err.println("hinoban: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Path home, Options options) throws LaunchException, InterruptedException {
        Settings settings = Settings.of(System.getenv());
        // Held until the process ends: the last bundle may still write when the main thread is done.
        DataFolder data = DataFolder.open(settings.data());
        Settings.Address address = settings.address();
        probe(address);
        @Nullable Demo demo;
        try {
            demo = prepare(home, data, settings, options);
        } catch (IOException e) {
            throw new LaunchException("cannot prepare " + data.root() + ": " + e.getMessage(), e);
        }
        // Not earlier: its class reads the configuration of java.util.logging.
        Main karaf = new Main(new String[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(karaf.getFramework(), address, demo, data), "stop"));
        runKaraf(karaf);
    }

    private static @Nullable Demo prepare(Path home, DataFolder data, Settings settings, Options options)
            throws IOException, InterruptedException {
        OperatorFiles.complete(data.resolve("etc"));
        ConsoleKeys.complete(data.resolve("ssh"));
        KarafFolder karaf = new KarafFolder(home, data.resolve(options.safe() ? "karaf-safe" : "karaf"));
        if (options.safe()) {
            karaf.delete();
        }
        List<String> gone = karaf.prepare();
        // For org.hinoban.deployment, which brings them again.
        System.setProperty("hinoban.gone", String.join("\n", gone));
        ConsoleKeys.authorize(data.resolve("ssh"), karaf.etc().resolve("keys.properties"));
        int consolePort = freeLoopbackPort();
        Files.writeString(data.resolve("run/console.port"), consolePort + "\n");
        setProperties(home, data, karaf, consolePort, options.safe());
        settings.properties().forEach(System::setProperty);
        if (options.demo()) {
            return Demo.start(home, data);
        }
        Demo.withdraw(data);
        return null;
    }

    private static void setProperties(Path home, DataFolder data, KarafFolder karaf, int consolePort, boolean safe) {
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
            throw new LaunchException(cannotListen(address, e.getMessage()), e);
        }
    }

    private static String cannotListen(Settings.Address address, @Nullable String reason) {
        return "cannot listen on " + address.host() + " port " + address.port() + ": " + reason
                + "; stop the program that uses it, or choose another with HINOBAN_PORT or HINOBAN_BIND";
    }

    /** Below those that the kernel hands out by itself (from 32768 on), so that nobody takes it before the console does. */
    private static int freeLoopbackPort() throws IOException {
        IOException taken = new IOException("there is no free port for the console");
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }

    private static void runKaraf(Main karaf) throws LaunchException, InterruptedException {
        try {
            karaf.launch();
            karaf.awaitShutdown();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Karaf declares no narrower type.
            throw new LaunchException("Karaf does not start: " + e, e);
        }
    }

    /** The demo ends after the connector that watches it, or its end would be a fault. */
    private static void stop(
            @Nullable Framework framework, Settings.Address address, @Nullable Demo demo, DataFolder data) {
        try {
            if (framework != null) {
                String port = System.getProperty(PORT_REFUSED);
                String certificate = System.getProperty(CERTIFICATE_REFUSED);
                if (port != null) {
                    System.err.println("hinoban: " + cannotListen(address, port));
                } else if (certificate != null) {
                    System.err.println("hinoban: cannot serve pages with this certificate: " + certificate
                            + "; look at HINOBAN_TLS_CERT and HINOBAN_TLS_KEY, or at tls.certificate and tls.key in "
                            + data.resolve("etc").resolve("org.hinoban.web.cfg"));
                } else if (!booted(framework)) {
                    System.err.println("hinoban: ended before every bundle was installed; see "
                            + data.resolve("log").resolve("hinoban.log"));
                }
                framework.stop();
                framework.waitForStop(STOP_MILLIS);
            }
            if (demo != null) {
                demo.stop();
            }
            Files.deleteIfExists(data.resolve("run/console.port"));
        } catch (BundleException | IOException e) {
            System.err.println("hinoban: did not stop cleanly: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Karaf itself ends the process, without a word on the terminal, when a bundle of the distribution is missing. */
    private static boolean booted(Framework framework) {
        @Nullable BundleContext context = framework.getBundleContext();
        return context != null && context.getServiceReference("org.apache.karaf.features.BootFinished") != null;
    }

    /** The arguments of the command line. */
    private record Options(boolean demo, boolean safe) {
        static Options of(String[] arguments) throws LaunchException {
            List<String> known = List.of("--demo", "--safe");
            for (String argument : arguments) {
                if (!known.contains(argument)) {
                    throw new LaunchException("unknown option " + argument + "; there are --demo and --safe");
                }
            }
            List<String> given = List.of(arguments);
            return new Options(given.contains("--demo"), given.contains("--safe"));
        }
    }
}
