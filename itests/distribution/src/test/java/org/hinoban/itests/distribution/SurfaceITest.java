package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Console;
import org.hinoban.itests.tools.Manager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All that a running manager lets in, compared with the list in {@code docs/surface.txt}. */
final class SurfaceITest {
    private static final Path LIST = Checkout.ROOT.resolve("docs/surface.txt");
    private static final Pattern SERVLET =
            Pattern.compile("osgi\\.http\\.whiteboard\\.servlet\\.pattern = \\[?([^\\]\\n]*)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^([a-z-]+:[A-Za-z-]+) +\\|");
    private static final Pattern PACKAGES = Pattern.compile("(?m)^EXPORTS (org\\.hinoban\\S*) (.*)$");
    private static final Pattern PACKAGE = Pattern.compile("(org\\.hinoban[a-z.]*);[^,]*?version=\"([^\"]+)\"");

    private static Manager manager;
    private static Console console;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        manager = Manager.setup().start();
        console = Console.of(manager);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        console.close();
        manager.close();
    }

    @Test
    void isWhatTheListSays() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        found.addAll(listeners());
        found.addAll(pages());
        found.addAll(commands());
        found.addAll(people());
        found.addAll(packages());
        Path written = Files.write(Path.of("target", "surface.txt"), found);
        List<String> listed = Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        TreeSet<String> more = new TreeSet<>(found);
        more.removeAll(listed);
        TreeSet<String> less = new TreeSet<>(listed);
        less.removeAll(found);
        assertThat(more.isEmpty() && less.isEmpty())
                .as(
                        "docs/surface.txt and the running manager differ; what is open now is in %s%nnot in the list:"
                                + " %s%nonly in the list: %s",
                        written.toAbsolutePath(), more, less)
                .isTrue();
    }

    @Test
    void listensToNoDatagramsAndToNoManagementOfJava() throws IOException {
        assertThat(Listener.datagrams(manager.pid())).isZero();
        assertThat(Files.readString(Path.of("/proc/" + manager.pid() + "/cmdline")))
                .doesNotContain("jmxremote", "jdwp");
    }

    private static List<String> listeners() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Listener listener : Listener.of(manager.pid())) {
            String where = listener.address().isLoopbackAddress()
                    ? "loopback"
                    : listener.address().getHostAddress();
            lines.add("listens on " + where + ": " + purpose(listener));
        }
        return lines;
    }

    private static String purpose(Listener listener) throws IOException {
        if (listener.port() == manager.url().getPort()) {
            return "pages";
        }
        String greeting = listener.greeting();
        return switch (greeting) {
            case "SSH-" -> "console, by key only";
            case "220 " -> "built-in mail server";
            default -> "unknown, port " + listener.port() + " " + greeting;
        };
    }

    private static List<String> pages() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher matcher = SERVLET.matcher(console.run("service:list jakarta.servlet.Servlet"));
        while (matcher.find()) {
            for (String pattern : matcher.group(1).split(",\\s*")) {
                lines.add("page " + pattern.strip());
            }
        }
        for (JsonNode entry : new ObjectMapper().readTree(console.run("hinoban:extensions --json"))) {
            assertThat(entry.get("refusal").asText()).isEmpty();
            lines.add("menu " + entry.get("path").asText());
        }
        return lines;
    }

    private static List<String> commands() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(console.run("*:help"));
        while (matcher.find()) {
            lines.add("command " + matcher.group(1));
        }
        return lines;
    }

    /** Who may log in at the console, and as what. */
    private static List<String> people() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : List.of("keys.properties", "users.properties")) {
            try (Stream<String> text =
                    Files.lines(manager.data().resolve("karaf/etc").resolve(file))) {
                text.filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.replaceAll("[A-Za-z0-9+/=]{100,}", "KEY"))
                        .forEach(line -> lines.add("console " + file + ": " + line));
            }
        }
        return lines;
    }

    private static List<String> packages() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher bundle = PACKAGES.matcher(console.run("each ($.context bundles) { echo EXPORTS ($it symbolicName)"
                + " (($it headers) get \"Export-Package\") }"));
        while (bundle.find()) {
            Matcher exported = PACKAGE.matcher(bundle.group(2));
            while (exported.find()) {
                lines.add("package " + exported.group(1) + " " + exported.group(2));
            }
        }
        return lines;
    }
}
