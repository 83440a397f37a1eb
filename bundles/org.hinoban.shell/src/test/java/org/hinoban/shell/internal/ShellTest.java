package org.hinoban.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.junit.jupiter.api.Test;

class ShellTest {
    private static final Instant TIME = Instant.parse("2026-11-22T03:12:07Z");

    private final ScreenPrinter printer = new ScreenPrinter(new Reader((text, language, zone) -> text.english()));

    @Test
    void printsRowsAsATableAndAsJson() throws IOException {
        Listing listing = new Listing("id", "state", "attempts", "open", "recovered");
        listing.row("inc1", "ab\"normal", 3, true, null);
        listing.row("inc2", "normal", 0L, false, TIME);

        assertThat(printed(listing, true))
                .isEqualTo(
                        "[{\"id\":\"inc1\",\"state\":\"ab\\\"normal\",\"attempts\":3,\"open\":true,\"recovered\":null},"
                                + "{\"id\":\"inc2\",\"state\":\"normal\",\"attempts\":0,\"open\":false,"
                                + "\"recovered\":\"2026-11-22T03:12:07Z\"}]");
        assertThat(printed(listing, false)).contains("id", "inc1", "2026-11-22T03:12:07Z");
        assertThat(printed(new Listing("id"), true)).isEqualTo("[]");
        assertThat(printed(new Listing("id"), false)).contains("none");
    }

    @Test
    void printsAScreenForPeople() {
        assertThat(printer.text(screen()).lines().map(String::stripTrailing))
                .contains(
                        "webshop  [abnormal]",
                        "Main process                 4711",
                        "abnormal  webshop                      /software/service/webshop  failed",
                        "PID  Command",
                        "1  systemd",
                        "2026-11-22T03:12:07Z  out of memory",
                        "without a time",
                        "Restart it.",
                        "> Restart webshop  /software/service/webshop/restart");
    }

    @Test
    void printsAScreenAsJsonWithTheNamesOfThePages() throws IOException {
        assertThat(printer.json(screen()))
                .isEqualTo("{\"title\":\"webshop\",\"state\":\"abnormal\",\"sections\":["
                        + "{\"type\":\"facts\",\"title\":\"\",\"facts\":[{\"label\":\"Main process\",\"value\":\"4711\"}]},"
                        + "{\"type\":\"choices\",\"title\":\"Services\",\"items\":[{\"label\":\"webshop\","
                        + "\"detail\":\"failed\",\"path\":\"/software/service/webshop\",\"state\":\"abnormal\"}]},"
                        + "{\"type\":\"table\",\"title\":\"\",\"columns\":[\"PID\",\"Command\"],"
                        + "\"rows\":[[\"1\",\"systemd\"]]},"
                        + "{\"type\":\"log\",\"title\":\"\",\"lines\":[{\"time\":\"2026-11-22T03:12:07Z\","
                        + "\"text\":\"out of memory\"},{\"text\":\"without a time\"}]},"
                        + "{\"type\":\"text\",\"title\":\"\",\"text\":\"Restart it.\"}],"
                        + "\"actions\":[{\"label\":\"Restart webshop\",\"path\":\"/software/service/webshop/restart\","
                        + "\"expected\":\"abnormal\",\"confirm\":false,\"destructive\":false}]}");
    }

    @Test
    void takesAPasswordFromTheFirstLine() throws IOException {
        assertThat(firstLine("correct horse\r\nbattery")).isEqualTo("correct horse");
        assertThat(firstLine("合言葉は火の番です")).isEqualTo("合言葉は火の番です");
        assertThatThrownBy(() -> firstLine("x".repeat(5_000))).isInstanceOf(IOException.class);
    }

    @Test
    void takesOptionsBehindTheArguments() {
        Trailing trailing = new Trailing(List.of("/software", "--json", "--password-file", "pw"));
        assertThat(trailing.flag("--json")).isTrue();
        assertThat(trailing.value("--password-file")).isEqualTo("pw");
        assertThat(trailing.word()).isEqualTo("/software");
        trailing.end();

        assertThat(new Trailing(null).word()).isNull();
        assertThatThrownBy(() -> new Trailing(List.of("--password-file")).value("--password-file"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trailing(List.of("--jsno")).end()).hasMessageContaining("--jsno");
    }

    private static Outcome.Shown screen() {
        return new Outcome.Shown(
                new Screen(
                        Text.plain("webshop"),
                        State.ABNORMAL,
                        List.of(
                                new Section.Facts(
                                        Text.NONE, List.of(new Fact(Text.plain("Main process"), Text.plain("4711")))),
                                new Section.Choices(
                                        Text.plain("Services"),
                                        List.of(new Section.Choice(
                                                Text.plain("webshop"),
                                                Text.plain("failed"),
                                                "/software/service/webshop",
                                                State.ABNORMAL))),
                                new Section.Table(
                                        Text.NONE,
                                        List.of(Text.plain("PID"), Text.plain("Command")),
                                        List.of(List.of(Text.plain("1"), Text.plain("systemd"))),
                                        null),
                                new Section.Log(
                                        Text.NONE,
                                        List.of(
                                                new LogLine(TIME, "out of memory"),
                                                new LogLine(null, "without a time"))),
                                new Section.Prose(Text.NONE, Text.plain("Restart it."))),
                        List.of()),
                List.of(new OfferedAction(
                        "web01",
                        "/software/service/webshop/restart",
                        Text.plain("Restart webshop"),
                        Text.plain("Restarts it"),
                        State.ABNORMAL,
                        false,
                        false)),
                "org.hinoban.menu.software");
    }

    private static String firstLine(String input) throws IOException {
        return new String(Password.firstLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
    }

    private static String printed(Listing listing, boolean json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            listing.print(out, json);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
