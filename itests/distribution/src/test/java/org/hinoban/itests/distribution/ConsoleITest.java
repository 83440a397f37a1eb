package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Console;
import org.hinoban.itests.tools.Manager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command of the console, on one manager that serves its pages with a certificate. */
final class ConsoleITest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MADE_UP = Pattern.compile("password ([a-z2-9-]{19})");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(hinoban:[a-z-]+) ");

    private static Manager manager;
    private static Console console;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Manager.Setup setup = Manager.setup()
                .environment("HINOBAN_BIND", "0.0.0.0")
                .file("org.hinoban.notification.recipient-mika.cfg", recipient("mika", "ja"))
                .file("org.hinoban.notification.recipient-noa.cfg", recipient("noa", "en"));
        manager = setup.start();
        console = Console.of(manager);
        Files.createDirectories(manager.data().resolve("backup"));
        Files.createFile(manager.data().resolve("backup/older.zip"));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        console.close();
        manager.close();
    }

    private static String recipient(String name, String language) {
        return "address = " + name + "@hinoban.localhost\nlanguage = " + language + "\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servers",
                "incidents",
                "incidents --all",
                "menu web01",
                "menu web01 /hardware",
                "operators",
                "recipients",
                "deliveries",
                "extensions",
                "tls",
                "mail-test noa@hinoban.localhost"
            })
    void printsJsonAndNothingElse(String command) throws IOException {
        JsonNode answer = JSON.readTree(console.run("hinoban:" + command + " --json"));
        assertThat(answer.isArray() || answer.isObject()).isTrue();
        assertThat(console.run("hinoban:" + command).lines())
                .as("within 80 columns")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void explainsEveryCommandWithAnExample() throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(12);
        for (String command : commands) {
            assertThat(console.run(command + " --help"))
                    .contains("DESCRIPTION", "Example")
                    .containsPattern("(?s)DETAILS.*" + command);
        }
    }

    @Test
    void showsAScreenAsThePageDoes() throws IOException {
        JsonNode page = JSON.readTree(console.run("hinoban:menu web01 /hardware --json"));
        assertThat(page.get("path").asText()).isEqualTo("/servers/web01/hardware");
        assertThat(page.at("/sections/0/type").asText()).isEqualTo("choices");
        assertThat(page.at("/sections/0/items/0/path").asText()).startsWith("/servers/web01/hardware/");
    }

    @Test
    void failsInWordsOrInJsonAndWithItsExitCode() throws IOException, InterruptedException {
        Ended words = hinoban("", "hinoban:menu", "nosuch");
        assertThat(words.status()).isEqualTo(1);
        assertThat(words.printed().strip()).isEqualTo("There is no server nosuch; there is web01");

        Ended json = hinoban("", "hinoban:menu", "nosuch", "--json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(JSON.readTree(json.printed()).get("error").asText()).isEqualTo("not-found");

        Ended unknown = hinoban("", "hinoban:servers", "--jsno");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.printed()).contains("undefined option").doesNotContain("\u001b");
        for (String wrong : List.of("hinoban:servers --jsno --json", "hinoban:menu --json", "hinoban:nosuch --json")) {
            Ended parsed = hinoban("", wrong.split(" "));
            assertThat(parsed.status()).as(wrong).isEqualTo(1);
            assertThat(JSON.readTree(parsed.printed()).get("error").asText())
                    .as(wrong)
                    .isEqualTo("refused");
        }
        assertThat(manager.log()).doesNotContain("There is no server nosuch");
    }

    @Test
    void takesAPasswordFromItsInput() throws IOException, InterruptedException {
        assertThat(hinoban("correct horse\n", "hinoban:operator-add", "eve", "viewer", "--password-stdin")
                        .status())
                .isZero();
        Ended changed = hinoban("火の番火の番火の番\n", "hinoban:operator-password", "eve", "--password-stdin", "--json");
        assertThat(changed.status()).isZero();
        assertThat(JSON.readTree(changed.printed()).get("user").asText()).isEqualTo("eve");
        Ended tooShort = hinoban("short\n", "hinoban:operator-password", "eve", "--password-stdin");
        assertThat(tooShort.status()).isEqualTo(1);
        assertThat(tooShort.printed()).contains("at least 8 characters");
        Matcher madeUp = MADE_UP.matcher(console.run("hinoban:operator-password eve"));
        assertThat(madeUp.find()).isTrue();
        assertThat(manager.log()).doesNotContain("correct horse", "火の番火の番", madeUp.group(1));
        assertThatThrownBy(() -> console.run("hinoban:operator-password nobody"))
                .hasMessageContaining("There is no user nobody");
    }

    @Test
    void renewsTheCertificateThatIsServed() throws IOException {
        JsonNode before = JSON.readTree(console.run("hinoban:tls --json"));
        assertThat(before.get("selfSigned").asBoolean()).isTrue();
        assertThat(before.get("names").toString()).contains("localhost");
        assertThat(before.get("warning").isNull()).isTrue();
        JsonNode renewed = JSON.readTree(console.run("hinoban:tls --renew --json"));
        assertThat(renewed.get("fingerprint")).isNotEqualTo(before.get("fingerprint"));
        assertThat(console.run("hinoban:tls").replaceAll("\\s", ""))
                .contains(renewed.get("fingerprint").asText());
    }

    @Test
    void timesEachStepOfADrillThatIsPlainlyOne() throws IOException {
        JsonNode drill = JSON.readTree(console.run("hinoban:drill --json"));
        assertThat(drill.get("result").asText()).isEqualTo("passed");
        assertThat(drill.get("steps").findValuesAsText("step"))
                .contains("stored", "queued", "claimed", "accepted", "recovered");
        assertThat(drill.get("steps").findValuesAsText("recipient")).contains("mika", "noa");

        String incident = drill.get("incident").asText();
        JsonNode told = JSON.readTree(console.run("hinoban:incidents " + incident + " --json"));
        assertThat(told.get("fault").asText()).startsWith("DRILL ");
        assertThat(told.get("recovered").isNull()).isFalse();
        assertThat(console.run("hinoban:servers")).contains("normal");
        assertThat(console.run("hinoban:incidents")).contains("No incident is open.");
    }

    @Test
    void tellsOneAloneAndHoldsOneDrillAtATime() throws Exception {
        CompletableFuture<String> practice = CompletableFuture.supplyAsync(() -> {
            try {
                return console.run("hinoban:drill web01 --recipient noa --wait 3 --json");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> console.run("hinoban:incidents").contains("DRILL"));
        assertThat(console.run("hinoban:menu web01")).contains("abnormal", "/drill");
        assertThatThrownBy(() -> console.run("hinoban:drill")).hasMessageContaining("is on, on web01");

        JsonNode drill = JSON.readTree(practice.get(60, TimeUnit.SECONDS));
        assertThat(drill.get("result").asText()).isEqualTo("passed");
        assertThat(drill.get("steps").findValuesAsText("recipient")).containsOnly("", "noa");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !console.run("hinoban:menu web01").contains("/drill"));
    }

    @ParameterizedTest
    @CsvSource({
        "hinoban:men, hinoban:menu",
        "hinoban:menu w, web01",
        "hinoban:menu web01 /har, /hardware",
        "hinoban:incidents --a, --all",
        "hinoban:deliveries --m, --max",
        "hinoban:drill w, web01",
        "hinoban:drill --recipient mi, mika",
        "hinoban:backup ol, older.zip",
        "hinoban:restore ol, older.zip",
        "hinoban:database-move /etc/hostn, /etc/hostname",
        "hinoban:operator-password adm, admin",
        "hinoban:operator-add zoe oper, operator",
        "hinoban:mail-test no, noa@hinoban.localhost",
        "hinoban:tls --re, --renew"
    })
    void completesWhatIsTyped(String typed, String completed) throws IOException {
        try (Console.Terminal terminal = console.terminal()) {
            terminal.type(typed + "\t");
            terminal.await(typed.substring(0, typed.lastIndexOf(' ') + 1) + completed);
        }
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(console.run("*:help"));
        while (matcher.find()) {
            commands.add(matcher.group(1));
        }
        return commands;
    }

    private record Ended(int status, String printed) {}

    /** As an administrator runs it, with something on its standard input. */
    private static Ended hinoban(String input, String... command) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(Checkout.ROOT.resolve("hinoban").toString(), "console"));
        line.addAll(List.of(command));
        Path typed = Files.writeString(manager.data().resolve("run/typed.txt"), input);
        Path printed = manager.data().resolve("run/printed.txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(typed.toFile())
                .redirectOutput(printed.toFile());
        builder.environment().put("HINOBAN_DATA", manager.data().toString());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The console does not end: " + String.join(" ", command));
        }
        return new Ended(process.exitValue(), Files.readString(printed));
    }
}
