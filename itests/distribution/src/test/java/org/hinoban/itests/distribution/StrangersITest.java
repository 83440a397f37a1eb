package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hinoban.itests.guest.Endless;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Console;
import org.hinoban.itests.tools.InstalledBundle;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.OpenPage;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The documented example, built by a stranger, comes in each way; what strangers do wrong stops nobody. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class StrangersITest {
    private static final String MENU = "/servers/" + Manager.SERVER;
    private static final int HEARS_WITHIN_SECONDS = 30;

    private static Path folder;
    private static Path first;
    private static Path second;
    private static Manager.Setup setup;
    private static Manager manager;
    private static Console console;
    private static Phone phone;

    @BeforeAll
    static void builds() throws IOException, InterruptedException {
        folder = Checkout.freshFolder("stranger");
        first = Stranger.build(folder, "1.0.0", "Uptime");
        second = Stranger.build(folder, "1.1.0", "Running since");
        setup = Manager.setup();
        start();
    }

    @AfterAll
    static void ends() throws IOException, InterruptedException {
        if (manager != null) {
            console.close();
            manager.close();
        }
        Checkout.delete(folder.resolve("repository"));
    }

    @Test
    @Order(1)
    void comesAndGoesByTheConsoleOnAnOpenPage() throws IOException, InterruptedException {
        try (OpenPage page = phone.open()) {
            int heard = page.news();
            Console.Change came = console.change("bundle:install -s " + first.toUri());
            assertThat(came.touched()).isEqualTo(Set.of(Stranger.NAME));
            page.awaitMoreThan(heard, HEARS_WITHIN_SECONDS);
            awaitMenu("Uptime", true);
            assertThat(phone.page(MENU + "/uptime").statusCode()).isEqualTo(200);
            heard = page.news();
            assertThat(console.change("bundle:uninstall " + Stranger.NAME).touched())
                    .isEqualTo(Set.of(Stranger.NAME));
            page.awaitMoreThan(heard, HEARS_WITHIN_SECONDS);
            awaitMenu("Uptime", false);
        }
    }

    @Test
    @Order(2)
    void comesIsRenewedAndGoesByTheFolder() throws IOException, InterruptedException {
        Path file = manager.data().resolve("deploy/uptime.jar");
        Map<Long, InstalledBundle> before = console.bundles();
        Stranger.drop(first, file);
        awaitMenu("Uptime", true);
        Stranger.drop(second, file);
        awaitMenu("Running since", true);
        assertThat(phone.page(MENU).body()).doesNotContain(">Uptime<");
        Files.delete(file);
        awaitMenu("Running since", false);
        assertThat(console.bundles()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void comesAsAnArchiveAndDisturbsNobody() throws IOException, InterruptedException {
        Map<Long, InstalledBundle> before = console.bundles();
        Stranger.drop(
                Stranger.archive(first, "1.0.0", folder.resolve("first.kar")),
                manager.data().resolve("deploy/uptime.kar"));
        awaitMenu("Uptime", true);
        assertThat(console.bundles()).containsAllEntriesOf(before).hasSize(before.size() + 1);
    }

    @Test
    @Order(4)
    void whatStrangersDoWrongStopsNoFirstStartAndIsNamed() throws IOException, InterruptedException {
        Path deploy = manager.data().resolve("deploy");
        Stranger.bundle(
                folder.resolve("endless.jar"),
                Map.of(
                        "Bundle-SymbolicName",
                        "org.example.endless",
                        "Bundle-Activator",
                        Endless.class.getName(),
                        "Import-Package",
                        "org.osgi.framework"),
                Endless.class);
        Stranger.bundle(
                folder.resolve("lacking.jar"),
                Map.of("Bundle-SymbolicName", "org.example.lacking", "Import-Package", "org.nowhere"));
        Stranger.bundle(folder.resolve("sound.jar"), Map.of("Bundle-SymbolicName", "org.example.sound"));
        Files.writeString(folder.resolve("damaged.kar"), "no archive at all");
        Stranger.bundle(folder.resolve("byhand.jar"), Map.of("Bundle-SymbolicName", "org.example.byhand"));
        console.run("bundle:install -s " + folder.resolve("byhand.jar").toUri());
        for (String file : new String[] {"endless.jar", "lacking.jar", "damaged.kar", "sound.jar"}) {
            Stranger.drop(folder.resolve(file), deploy.resolve(file));
        }
        // As after a new build of the distribution: all that Karaf keeps of its bundles is made anew.
        Files.writeString(manager.data().resolve("karaf/distribution.id"), "an older one");
        restart();
        awaitMenu("Uptime", true);
        await().untilAsserted(() -> assertThat(phone.page("/settings").body())
                .contains("org.example.endless", "org.example.lacking", "org.nowhere", "damaged.kar"));
        assertThat(manager.log())
                .contains(
                        "The bundle org.example.endless hangs",
                        "The bundle org.example.lacking is not started: nothing provides",
                        "The file damaged.kar in the folder deploy is damaged");
        await().untilAsserted(() -> assertThat(isActive("org.example.sound")).isTrue());
        await().untilAsserted(() -> assertThat(isActive("org.example.byhand"))
                .as("what came from the console")
                .isTrue());
        // Whatever hangs, the folder and the console take more.
        Stranger.bundle(folder.resolve("later.jar"), Map.of("Bundle-SymbolicName", "org.example.later"));
        Stranger.drop(folder.resolve("later.jar"), deploy.resolve("later.jar"));
        await().untilAsserted(() -> assertThat(isActive("org.example.later")).isTrue());
        assertThat(console.change("bundle:uninstall org.example.lacking").touched())
                .isEqualTo(Set.of("org.example.lacking"));
    }

    @Test
    @Order(5)
    void anArchiveIsThereAfterAStartAndRenewed() throws IOException, InterruptedException {
        Path deploy = manager.data().resolve("deploy");
        for (String file : new String[] {"endless.jar", "lacking.jar", "damaged.kar", "sound.jar", "later.jar"}) {
            Files.deleteIfExists(deploy.resolve(file));
        }
        restart();
        awaitMenu("Uptime", true);
        assertThat(isActive("org.example.endless")).isFalse();
        Stranger.drop(Stranger.archive(second, "1.1.0", folder.resolve("second.kar")), deploy.resolve("uptime.kar"));
        awaitMenu("Running since", true);
        assertThat(phone.page(MENU).body()).doesNotContain(">Uptime<");
        Files.delete(deploy.resolve("uptime.kar"));
        awaitMenu("Running since", false);
    }

    private static void start() throws IOException, InterruptedException {
        manager = setup.start();
        console = Console.of(manager);
        phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
    }

    private static void restart() throws IOException, InterruptedException {
        console.close();
        manager.stop();
        start();
    }

    private static boolean isActive(String name) throws IOException {
        return console.bundles().values().stream()
                .anyMatch(each -> each.name().equals(name) && each.state() == InstalledBundle.ACTIVE);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private static void awaitMenu(String label, boolean there) {
        await().untilAsserted(() ->
                assertThat(phone.page(MENU).body().contains(label)).isEqualTo(there));
    }
}
