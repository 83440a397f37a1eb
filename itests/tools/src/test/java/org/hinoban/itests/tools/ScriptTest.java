package org.hinoban.itests.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./hinoban run} builds, in a checkout of two bundles whose Maven and manager only say what they do. */
final class ScriptTest {
    private static final String MAVEN = """
            #!/bin/bash
            echo "begin $*" >> "$PWD/maven.log"
            sleep 0.5
            for module in bundles/*; do
                case ",$*," in
                    *$module*) echo "new" > "$module/target/$(basename "$module")-0.1.0-SNAPSHOT.jar" ;;
                esac
            done
            mkdir -p karaf-assembly/target/assembly/{etc,bin}
            touch karaf-assembly/target/assembly/{etc/startup.properties,bin/classes.jsa}
            [ -e karaf-assembly/target/assembly/bin/manager ] || ln -s /bin/true karaf-assembly/target/assembly/bin/manager
            echo end >> "$PWD/maven.log"
            """;

    @TempDir
    private Path checkout;

    @BeforeEach
    void lays() throws IOException {
        Files.copy(Checkout.ROOT.resolve("hinoban"), checkout.resolve("hinoban"));
        write("pom.xml", "<module>bundles/org.example.a</module>\n<module>bundles/org.example.b</module>\n");
        for (String bundle : List.of("org.example.a", "org.example.b")) {
            write("bundles/" + bundle + "/pom.xml", "");
            write("bundles/" + bundle + "/src/main/java/Code.java", "");
            write("bundles/" + bundle + "/target/" + bundle + "-0.1.0-SNAPSHOT.jar", "old");
        }
        for (String file : List.of("features/pom.xml", "features/src/features.xml", "karaf-assembly/pom.xml")) {
            write(file, "");
        }
        write("karaf-assembly/src/etc", "");
        distribution();
        program("maven/mvn", MAVEN);
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                setAge(file, file.toString().contains("target") ? 50 : 100);
            }
        }
    }

    @Test
    void buildsAChangedBundleOnceHoweverManyStartAtTheSameTime() throws Exception {
        setAge(checkout.resolve("bundles/org.example.a/src/main/java/Code.java"), 10);

        List<Process> starts = List.of(run(), run());
        for (Process start : starts) {
            assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(start.exitValue()).isZero();
        }

        // Whoever came second has waited, and found all of it built.
        assertThat(maven()).hasSize(2).first().asString().contains("-pl bundles/org.example.a install");
        assertThat(copy("org.example.a")).hasContent("new\n");
        assertThat(copy("org.example.b")).hasContent("old");
        assertThat(checkout.resolve("started.log")).hasContent("run\nrun\n");
    }

    @Test
    void saysThatItWaitsForAnotherBuild() throws Exception {
        Files.createDirectory(checkout.resolve("target"));
        Process other = new ProcessBuilder("flock", "target/build.lock", "sh", "-c", "echo held; exec cat")
                .directory(checkout.toFile())
                .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            Process start = run();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(checkout.resolve("output.log"))
                            .hasContent("hinoban: waiting for another build of this checkout\n"));
            other.getOutputStream().close();
            assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(checkout.resolve("started.log")).hasContent("run\n");
        } finally {
            other.destroy();
        }
    }

    @Test
    void saysThatAStartWhichPreparesTheOthersHasFailed() throws Exception {
        Files.delete(checkout.resolve("karaf-assembly/target/assembly/bin/classes.jsa"));
        program(
                "karaf-assembly/target/assembly/bin/manager",
                "#!/bin/bash\necho run >> \"$(dirname \"$0\")/../../../../started.log\"\necho no disk\n");

        Process start = run();

        assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(start.exitValue()).isZero();
        assertThat(checkout.resolve("output.log"))
                .content()
                .contains("hinoban: each start takes twice as long: the one that prepares them failed: no disk");
        assertThat(checkout.resolve("started.log")).hasContent("run\nrun\n");
    }

    @Test
    void buildsTheDistributionWhenItsOwnFilesHaveChanged() throws Exception {
        setAge(checkout.resolve("features/src/features.xml"), 10);

        Process start = run();

        assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(maven())
                .hasSize(2)
                .first()
                .asString()
                .contains("karaf-assembly install")
                .doesNotContain("bundles/");
    }

    @Test
    void buildsNothingWhereNothingHasChanged() throws Exception {
        Process start = run();

        assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(maven()).isEmpty();
        assertThat(checkout.resolve("started.log")).hasContent("run\n");
    }

    private void distribution() throws IOException {
        String assembly = "karaf-assembly/target/assembly/";
        write(assembly + "etc/startup.properties", "");
        write(assembly + "bin/classes.jsa", "");
        program(assembly + "bin/manager", "#!/bin/bash\necho run >> \"$(dirname \"$0\")/../../../../started.log\"\n");
        for (String bundle : List.of("org.example.a", "org.example.b")) {
            write(assembly + "system/org/hinoban/" + bundle + "/0.1.0/" + bundle + "-0.1.0.jar", "old");
        }
    }

    private Process run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("./hinoban", "run")
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        checkout.resolve("output.log").toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("HINOBAN_"));
        builder.environment().merge("PATH", checkout.resolve("maven").toString(), (path, own) -> own + ":" + path);
        return builder.start();
    }

    private List<String> maven() throws IOException {
        Path log = checkout.resolve("maven.log");
        return Files.exists(log) ? new ArrayList<>(Files.readAllLines(log)) : List.of();
    }

    private Path copy(String bundle) {
        return checkout.resolve(
                "karaf-assembly/target/assembly/system/org/hinoban/" + bundle + "/0.1.0/" + bundle + "-0.1.0.jar");
    }

    private void program(String name, String text) throws IOException {
        Files.setPosixFilePermissions(write(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void setAge(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}
