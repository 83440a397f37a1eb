package org.hinoban.deployment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** In a real framework, whose bundles come as File Install brings them: installed, refreshed, not started. */
final class WatcherTest {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What {@link Hanging} waits for. */
    private static final String LET_GO = "hinoban.test.letgo";

    @TempDir
    private Path scratch;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private Framework framework;
    private Path deploy;
    private Watcher watcher;

    @BeforeEach
    void starts() throws Exception {
        System.getProperties().put(LET_GO, letGo);
        deploy = Files.createDirectories(scratch.resolve("deploy"));
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        scratch.resolve("felix").toString(),
                        Constants.FRAMEWORK_BUNDLE_PARENT,
                        Constants.FRAMEWORK_BUNDLE_PARENT_APP,
                        Constants.FRAMEWORK_BOOTDELEGATION,
                        "org.hinoban.*,java.*",
                        "felix.log.level",
                        "0",
                        "hinoban.deploy",
                        deploy.toString(),
                        "hinoban.gone",
                        byHand("again") + "\n" + scratch.resolve("missing.jar").toUri()));
        framework.start();
    }

    @AfterEach
    void ends() throws Exception {
        letGo.countDown();
        System.getProperties().remove(LET_GO);
        if (watcher != null) {
            watcher.close();
        }
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void startsWhatComesAfterOneThatHangs() throws Exception {
        watch();
        install("hanging", Map.of(Constants.BUNDLE_ACTIVATOR, Hanging.class.getName()));
        awaitNotice("The bundle hanging hangs in its activator");

        awaitActive(install("guest", Map.of()));
    }

    @Test
    void startsWhatWaitsForTheFrameworkBehindOneThatHangs() throws Exception {
        FrameworkStartLevel level = framework.adapt(FrameworkStartLevel.class);
        level.setInitialBundleStartLevel(5);
        BundleContext context = framework.getBundleContext();
        Bundle hanging = context.installBundle(
                "a:hanging", jar("hanging", Map.of(Constants.BUNDLE_ACTIVATOR, Hanging.class.getName())));
        Bundle behind = context.installBundle("b:behind", jar("behind", Map.of()));
        hanging.start();
        behind.start();
        watch();

        level.setStartLevel(5);

        awaitActive(behind);
        awaitNotice("The bundle hanging hangs");
    }

    @Test
    void namesWhatIsMissingAndStartsTheBundleOnceItIsThere() throws Exception {
        watch();
        Bundle guest = install("guest", Map.of(Constants.IMPORT_PACKAGE, "org.example.library"));
        awaitNotice("The bundle guest is not started: nothing provides (osgi.wiring.package=org.example.library)");

        install("library", Map.of(Constants.EXPORT_PACKAGE, "org.example.library"));

        awaitActive(guest);
        await().atMost(LONG).untilAsserted(() -> assertThat(notices()).noneMatch(text -> text.contains("guest")));
    }

    @Test
    void namesWhatFailsAndTriesItsNextVersion() throws Exception {
        watch();
        Bundle guest = install("guest", Map.of(Constants.BUNDLE_ACTIVATOR, Failing.class.getName()));
        awaitNotice("The bundle guest could not be started");

        guest.update(jar("guest", Map.of()));
        refresh(guest);

        awaitActive(guest);
    }

    @Test
    void leavesAloneWhatSomebodyHasStopped() throws Exception {
        watch();
        Bundle guest = install("guest", Map.of());
        awaitActive(guest);

        guest.stop();
        awaitActive(install("other", Map.of()));

        assertThat(guest.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(notices()).noneMatch(text -> text.contains("guest"));
    }

    @Test
    void waitsForTheStartLevelOfWhatIsInTheFolder() throws Exception {
        Bundle guest = install("guest", Map.of());
        guest.adapt(BundleStartLevel.class).setStartLevel(7);
        watch();
        awaitActive(install("other", Map.of()));
        assertThat(guest.getState()).isNotEqualTo(Bundle.ACTIVE);

        framework.adapt(FrameworkStartLevel.class).setStartLevel(7);

        awaitActive(guest);
    }

    @Test
    void installsAgainWhatWentWithAnOlderDistributionAndNamesWhatIsGone() throws Exception {
        watch();

        await().atMost(LONG).until(() -> {
            Bundle again = framework.getBundleContext().getBundle(byHand("again"));
            return again != null && again.getState() == Bundle.ACTIVE;
        });
        awaitNotice("missing.jar went with the older distribution");
    }

    @Test
    void uninstallsWhatLeftTheFolderWhileNothingRan() throws Exception {
        Bundle hanging = install("hanging", Map.of(Constants.BUNDLE_ACTIVATOR, Hanging.class.getName()));
        Bundle stays = install("stays", Map.of());
        Bundle byHand = framework.getBundleContext().installBundle(byHand("other"));
        Files.delete(deploy.resolve("hanging.jar"));
        Files.delete(scratch.resolve("other.jar"));

        watch();

        awaitActive(stays);
        assertThat(hanging.getState()).isEqualTo(Bundle.UNINSTALLED);
        assertThat(byHand.getState()).isNotEqualTo(Bundle.UNINSTALLED);
    }

    private void watch() {
        watcher = new Watcher(framework.getBundleContext(), PAUSE, PATIENCE);
    }

    private Bundle install(String name, Map<String, String> headers) throws BundleException, IOException {
        Path file = deploy.resolve(name + ".jar");
        Files.copy(jar(name, headers), file);
        try (InputStream in = Files.newInputStream(file)) {
            Bundle bundle = framework
                    .getBundleContext()
                    .installBundle(file.toFile().toURI().toString(), in);
            refresh(bundle);
            return bundle;
        }
    }

    private void refresh(Bundle bundle) {
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
    }

    /** The location of a bundle that was installed from somewhere else. */
    private String byHand(String name) throws IOException {
        Path file = scratch.resolve(name + ".jar");
        if (!Files.exists(file)) {
            Files.copy(jar(name, Map.of()), file);
        }
        return file.toUri().toString();
    }

    private static InputStream jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("org/example/library/"));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void awaitActive(Bundle bundle) {
        await().atMost(LONG).until(() -> bundle.getState() == Bundle.ACTIVE);
    }

    private void awaitNotice(String words) {
        await().atMost(LONG).untilAsserted(() -> assertThat(notices()).anyMatch(text -> text.contains(words)));
    }

    private List<String> notices() {
        return watcher.notices().stream()
                .map(notice -> notice.text().inEnglish())
                .toList();
    }

    /** Does not come back until the test is over. */
    public static final class Hanging implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            ((CountDownLatch) System.getProperties().get(LET_GO)).await();
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** Throws. */
    public static final class Failing implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void stop(BundleContext context) {}
    }
}
