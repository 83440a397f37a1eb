package org.hinoban.itests.distribution;

import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Manager;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** The distribution of {@code karaf-assembly/target} in Pax Exam's hands. */
final class Distribution implements AutoCloseable {
    private final TestContainer container;
    private final URI url;
    private final Path traces;
    private final Path deploy;

    private Distribution(TestContainer container, URI url, Path traces, Path deploy) {
        this.container = container;
        this.url = url;
        this.traces = traces;
        this.deploy = deploy;
    }

    /** Starts it and waits until it answers, at most 60 s. */
    static Distribution start() throws IOException {
        Path folder = Checkout.freshFolder("exam");
        Path traces = Files.createDirectories(folder.resolve("traces"));
        int port = Checkout.freePort();
        TestContainer container =
                PaxExamRuntime.createContainer(PaxExamRuntime.createTestSystem(options(folder, port, traces)));
        container.start();
        Distribution distribution = new Distribution(
                container, URI.create("http://127.0.0.1:" + port), traces, folder.resolve("data/deploy"));
        try {
            distribution.awaitAnswer();
        } catch (ConditionTimeoutException e) {
            distribution.close();
            throw e;
        }
        return distribution;
    }

    URI url() {
        return url;
    }

    /** How many handlers of the guest's that leave a trace were created so far. */
    long created() throws IOException {
        try (Stream<Path> files = Files.list(traces)) {
            return files.count();
        }
    }

    /** Where a bundle is dropped to be installed. */
    Path deploy() {
        return deploy;
    }

    /** All that it has logged so far. */
    String log() throws IOException {
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.walk(deploy.getParent().getParent())) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches(".*\\.log"))
                    .toList()) {
                log.append(Files.readString(file));
            }
        }
        return log.toString();
    }

    @Override
    public void close() {
        container.stop();
        try {
            Checkout.delete(deploy.getParent().resolveSibling("unpacked"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/healthz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** The options of a distribution of which no more is to be known. */
    static Option[] options() throws IOException {
        Path folder = Checkout.freshFolder("exam");
        return options(folder, Checkout.freePort(), Files.createDirectories(folder.resolve("traces")));
    }

    private static Option[] options(Path folder, int port, Path traces) throws IOException {
        Path data = folder.resolve("data");
        for (String name : List.of("etc", "db", "deploy", "log", "run", "ssh")) {
            Files.createDirectories(data.resolve(name));
        }
        Files.writeString(data.resolve("etc/org.hinoban.connector.local.cfg"), "server.id = " + Manager.SERVER + "\n");
        copyDefault("org.ops4j.datasource-hinoban.cfg", data);
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl(archive().toUri().toString())
                        .unpackDirectory(folder.resolve("unpacked").toFile())
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                logLevel(LogLevel.INFO),
                vmOptions(
                        "-Dhinoban.data=" + data,
                        "-Dhinoban.deploy=" + data.resolve("deploy"),
                        "-Dhinoban.port=" + port,
                        "-Dhinoban.console.port=" + Checkout.freePort(),
                        "-Dhinoban.admin.password=" + Manager.PASSWORD,
                        "-Dhinoban.itests.traces=" + traces),
                // Pax Exam brings its own features from the local repository, which the distribution does not look at.
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"))));
        return options.toArray(Option[]::new);
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.ROOT.resolve("karaf-assembly/target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The distribution is not built"));
        }
    }

    /** What the launcher puts there at a first start. */
    private static void copyDefault(String name, Path data) throws IOException {
        Path source = Checkout.ROOT.resolve(
                "bundles/org.hinoban.launcher/src/main/resources/org/hinoban/launcher/etc/" + name);
        Files.copy(source, data.resolve("etc").resolve(name));
    }
}
