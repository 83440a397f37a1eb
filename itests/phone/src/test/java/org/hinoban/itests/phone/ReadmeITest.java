package org.hinoban.itests.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Commands;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.junit.jupiter.api.Test;

/** The way of a newcomer, command by command, in a fresh clone. */
final class ReadmeITest {
    private static final Duration BUILD = Duration.ofMinutes(9);
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^user admin password (\\S+)");
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/i/[A-Za-z0-9_-]+)");

    @Test
    void leadsFromACloneToARepairedServiceWithinAMinute() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hinoban-clone");
        try {
            Path clone = folder.resolve("hinoban");
            Commands.run("git", "clone", "-q", Checkout.ROOT.toString(), clone.toString());
            String readme = Files.readString(clone.resolve("README.md"));
            List<String> commands = BLOCK.matcher(readme)
                    .results()
                    .map((MatchResult block) -> block.group(1).strip())
                    .toList();
            // The other one is what runs this test.
            assertThat(commands).containsExactly("./hinoban run --demo", "./hinoban verify");
            assertThat(readme).contains("pkill -f webshop");
            try (Manager manager = Manager.setup()
                    .from(clone, BUILD)
                    .argument("--demo")
                    .withoutEnvironment("HINOBAN_ADMIN_PASSWORD")
                    .start()) {
                follow(manager);
            }
            assertThat(running(folder)).as("left running").isEmpty();
        } finally {
            delete(folder);
        }
    }

    private static void follow(Manager manager) throws IOException, InterruptedException {
        Matcher password = PASSWORD.matcher(manager.output());
        assertThat(password.find()).as(manager.output()).isTrue();
        Phone phone = Phone.loggedIn(manager.url(), "admin", password.group(1));

        demo(manager).destroy();
        Optional<String> link = Watch.await().until(() -> link(phone), Optional::isPresent);
        JsonNode restart = Watch.await()
                .until(() -> action(phone, link.orElseThrow()), Optional::isPresent)
                .orElseThrow();
        Map<String, String> fields = new HashMap<>();
        restart.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        assertThat(phone.post(restart.path("url").asText(), fields, "application/json")
                        .statusCode())
                .isEqualTo(200);
        String result = restart.path("url").asText() + "?id=" + fields.get("id");
        Watch.await().until(() -> phone.json(result).path("title").asText().equals("webshop runs again"));

        Duration took = Duration.between(manager.ready(), Instant.now());
        new Figures("newcomer", "from ready to the repaired demo service, s")
                .row(took.toMillis() / 1000.0)
                .write();
    }

    /** Other tests run webshops of their own: only this manager's is killed. */
    private static ProcessHandle demo(Manager manager) {
        return Watch.await()
                .until(
                        () -> ProcessHandle.allProcesses()
                                .filter(process -> process.info()
                                        .commandLine()
                                        .filter(line -> line.contains("webshop")
                                                && line.contains(manager.data().toString()))
                                        .isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> link(Phone phone) throws IOException, InterruptedException {
        for (JsonNode items : phone.json("/mailbox").findValues("items")) {
            for (JsonNode mail : items) {
                Matcher matcher =
                        LINK.matcher(phone.json(mail.path("path").asText()).toString());
                if (matcher.find()) {
                    return Optional.of(matcher.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> action(Phone phone, String card) throws IOException, InterruptedException {
        for (JsonNode action : phone.json(card).path("actions")) {
            if (action.path("url").asText().endsWith("/restart")) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private static List<String> running(Path folder) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
