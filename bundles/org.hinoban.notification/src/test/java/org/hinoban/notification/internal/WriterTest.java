package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.Message.Passage;
import org.hinoban.configuration.Values;
import org.hinoban.incident.Incident;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriterTest {
    @TempDir
    Path folder;

    private final Story story = new Story();
    private DatabaseOnFile file;
    private Writer writer;

    @BeforeEach
    void open() {
        file = DatabaseOnFile.open(folder.resolve("test.db"));
        Links links =
                new Links(file.of("org.hinoban.notification", Notifier.class), "https://hinoban.example.org", null);
        writer = new Writer(Bench.words(), Bench.servers(), links);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void saysServerFaultAndTimeWhereALockScreenShowsIt() throws Exception {
        story.opened("i1", "webshop-with-a-name-that-is-so-long-that-no-lock-screen-in-the-world-would-show-all-of-it");

        Message message = writer.write(matter(Row.OPENED, "en", List.of()));

        assertThat(message.lead())
                .hasSizeLessThanOrEqualTo(Writer.LEAD_LENGTH)
                .startsWith("web01: service.failed: webshop-with")
                .endsWith(", 12:12 JST");
    }

    @Test
    void holdsWhatOneNeedsToKnowInEnglish() throws Exception {
        story.opened("i1", "webshop", "one", "two", "three", "four", "password=hunter2", "six");

        Message message = writer.write(matter(Row.OPENED, "en", List.of("night2", "night3")));

        assertThat(message.links().get(0).url()).isEqualTo("https://hinoban.example.org/i/i1");
        assertThat(message.passages())
                .extracting(Passage::title)
                .containsExactly("", "What to do", "Last log lines before it", "");
        assertThat(message.passages().get(0).lines())
                .contains(
                        "Server: web01",
                        "Fault: service.failed: webshop (service.failed)",
                        "Occurred: 2026-11-22 12:12:07 JST (+09:00)",
                        "Received: 2026-11-22 12:12:07 JST (+09:00)");
        assertThat(message.passages().get(2).lines()).containsExactly("two", "three", "four", "password=***", "six");
        assertThat(message.passages().get(3).lines())
                .containsExactly("Also told: night2, night3", "You get this as recipient night1 (night1.cfg).");
    }

    @Test
    void holdsTheSameInJapanese() throws Exception {
        story.opened("i1", "webshop", "one");

        Message message = writer.write(matter(Row.OPENED, "ja", List.of("night2")));

        assertThat(message.lead()).isEqualTo("web01：service.failed: webshop（12:12 JST）");
        assertThat(message.passages().get(0).lines()).contains("発生日時：2026-11-22 12:12:07 JST (+09:00)");
        assertThat(message.passages().get(3).lines()).contains("ほかの通知先：night2");
    }

    @Test
    void leavesTheLogOutWhereItIsNotWanted() throws Exception {
        story.opened("i1", "webshop", "one");
        Member member = member("en");

        Message message = writer.write(new Writer.Matter(
                row(Row.OPENED), incident(), member, List.of(), new Limits(List.of("webshop"), Duration.ofDays(1))));

        assertThat(message.passages()).extracting(Passage::literal).doesNotContain(true);
    }

    @Test
    void saysOfARecoveryHowLongItTook() throws Exception {
        story.opened("i1", "webshop", "one");
        story.recovered("i1");

        Message message = writer.write(matter(Row.RECOVERED, "en", List.of()));

        assertThat(message.lead()).isEqualTo("Recovered: web01: service.failed: webshop, after 3 min");
        assertThat(message.passages().get(0).lines())
                .contains("Recovered: 2026-11-22 12:15:12 JST (+09:00), after 3 min");
        assertThat(message.passages()).extracting(Passage::literal).doesNotContain(true);
    }

    private Writer.Matter matter(String what, String language, List<String> others) throws Exception {
        return new Writer.Matter(row(what), incident(), member(language), others, Limits.DEFAULT);
    }

    private Incident incident() {
        return story.find("i1").orElseThrow();
    }

    private static Member member(String language) throws Exception {
        return Member.read(new Values(
                "night1",
                "night1.cfg",
                Map.of("address", "night1@example.org", "language", language, "zone", "Asia/Tokyo")));
    }

    private static Row row(String what) {
        return new Row("d1", "i1", "night1", what, 1, "subject", null, 0, Row.WAITING, null, 0, 0, 0, 0, "", null, 0);
    }
}
