package org.hinoban.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;

class ShellTest {
    private static final Instant TIME = Instant.parse("2026-11-22T03:12:07Z");

    private final Reader reader = new Reader((text, language, zone) -> text.english());

    @Test
    void printsRowsAsATableAndAsJson() {
        Listing listing = new Listing("Nothing there.", "id", ".path", "loggedIn", "attempts", "recovered");
        listing.row("inc1", "/a\"b", true, 3, null);
        listing.row("inc2", "/c", false, 0L, TIME);

        assertThat(listing.json())
                .isEqualTo(
                        "[{\"id\":\"inc1\",\"path\":\"/a\\\"b\",\"loggedIn\":true,\"attempts\":3,\"recovered\":null},"
                                + "{\"id\":\"inc2\",\"path\":\"/c\",\"loggedIn\":false,\"attempts\":0,"
                                + "\"recovered\":\"2026-11-22T03:12:07Z\"}]");
        assertThat(listing.text(80).lines()).first().isEqualTo("ID    LOGGED IN  ATTEMPTS  RECOVERED");
        assertThat(listing.text(80)).contains("inc1  yes        3").doesNotContain("/c");
        assertThat(new Listing("Nothing there.", "id").json()).isEqualTo("[]");
        assertThat(new Listing("Nothing there.", "id").text(80)).isEqualTo("Nothing there.");
    }

    @Test
    void keepsATableWithinTheTerminalAndLosesNoLetter() {
        Table table = new Table();
        table.row(List.of("ID", "ANSWER", "STATE"));
        table.row(List.of("7k2mq9x4tz", "250 2.0.0 Ok: queued as 4Xc6hB0XbDz1 " + "y".repeat(90), "accepted"));

        List<String> lines = table.text(80).lines().toList();
        assertThat(lines).allMatch(line -> Columns.width(line) <= 80);
        assertThat(String.join("", lines).chars().filter(c -> c == 'y')).hasSize(90);
        assertThat(lines.get(1)).contains("7k2mq9x4tz").endsWith("accepted");
    }

    @Test
    void alignsWideLetters() {
        Table table = new Table();
        table.row(List.of("web01", "正常"));
        table.row(List.of("火の番ｱ", "異常"));

        assertThat(table.text(80).lines()).containsExactly("web01    正常", "火の番ｱ  異常");
        assertThat(Columns.wrap("火の番が見る", 5)).containsExactly("火の", "番が", "見る");
    }

    @Test
    void drawsAScreenForPeople() {
        assertThat(new ScreenText(reader, 80).draw(screen(), actions()).lines())
                .containsExactly(
                        "webshop  [abnormal]",
                        "",
                        "Main process  4711",
                        "",
                        "Services:",
                        "abnormal  webshop  failed  /software/service/webshop",
                        "",
                        "PID  Command",
                        "1    systemd",
                        "",
                        reader.clock(TIME) + "  out of memory",
                        "without a time",
                        "",
                        "Restart it.",
                        "",
                        "> Restart webshop  /software/service/webshop/restart");
    }

    @Test
    void writesAScreenAsTheJsonOfItsPage() {
        assertThat(new ScreenJson(reader, "/servers/web01").write("/software/service/webshop", screen(), actions()))
                .isEqualTo("{\"title\":\"webshop\",\"state\":\"abnormal\","
                        + "\"path\":\"/servers/web01/software/service/webshop\",\"sections\":["
                        + "{\"type\":\"facts\",\"title\":\"\",\"facts\":[{\"label\":\"Main process\",\"value\":\"4711\"}]},"
                        + "{\"type\":\"choices\",\"title\":\"Services\",\"items\":[{\"label\":\"webshop\","
                        + "\"detail\":\"failed\",\"path\":\"/servers/web01/software/service/webshop\","
                        + "\"state\":\"abnormal\"}]},"
                        + "{\"type\":\"table\",\"title\":\"\",\"columns\":[\"PID\",\"Command\"],"
                        + "\"rows\":[[\"1\",\"systemd\"]]},"
                        + "{\"type\":\"log\",\"title\":\"\",\"lines\":[{\"time\":\"2026-11-22T03:12:07Z\","
                        + "\"text\":\"out of memory\"},{\"text\":\"without a time\"}]},"
                        + "{\"type\":\"text\",\"title\":\"\",\"text\":\"Restart it.\"}],"
                        + "\"actions\":[{\"label\":\"Restart webshop\","
                        + "\"url\":\"/servers/web01/software/service/webshop/restart\","
                        + "\"fields\":{\"expected\":\"abnormal\"},\"confirm\":false,\"destructive\":false}]}");
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

    private static Screen screen() {
        return new Screen(
                Text.plain("webshop"),
                State.ABNORMAL,
                List.of(
                        new Section.Facts(Text.NONE, List.of(new Fact(Text.plain("Main process"), Text.plain("4711")))),
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
                                List.of(new LogLine(TIME, "out of memory"), new LogLine(null, "without a time"))),
                        new Section.Prose(Text.NONE, Text.plain("Restart it."))),
                List.of());
    }

    private static List<OfferedAction> actions() {
        return List.of(new OfferedAction(
                "web01",
                "/software/service/webshop/restart",
                Text.plain("Restart webshop"),
                Text.plain("Restarts it"),
                State.ABNORMAL,
                false,
                false));
    }

    private static String firstLine(String input) throws IOException {
        return new String(Password.firstLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
    }
}
