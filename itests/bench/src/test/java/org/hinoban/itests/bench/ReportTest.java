package org.hinoban.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of figures: verdicts, the table and the documentation's copy of it. */
final class ReportTest {
    @Test
    void aBudgetIsKeptUpToItsLimit() {
        assertThat(Row.atMost("bytes", Unit.BYTES.of(4096), Unit.BYTES.of(4096)).verdict())
                .isEqualTo(Row.Verdict.KEPT);
        assertThat(Row.atMost("bytes", Unit.BYTES.of(4097), Unit.BYTES.of(4096)).verdict())
                .isEqualTo(Row.Verdict.MISSED);
        assertThat(Row.atLeast("requests", Unit.PER_SECOND.of(3999), Unit.PER_SECOND.of(4000))
                        .verdict())
                .isEqualTo(Row.Verdict.MISSED);
        assertThat(Row.plain("threads", Unit.COUNT.of(80)).verdict()).isEqualTo(Row.Verdict.NONE);
    }

    @Test
    void aBudgetInAnotherUnitIsRefused() {
        assertThatThrownBy(() -> Row.atMost("start", Unit.SECONDS.of(2), Unit.MILLIS.of(2500)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figuresStandBesideTheirBudgetWithinAHundredColumns() {
        Part part = Part.of(
                new Named("starts"),
                List.of(
                        Row.atMost("start to first page, cold, median", Unit.SECONDS.of(3.62), Unit.SECONDS.of(3.5))
                                .remark(
                                        "ten starts, each in a data folder that was never used, after which nothing of it"
                                                + " is left"),
                        Row.atMost("memory, resident", Quantity.megabytes(233_200_000), Unit.MEGABYTES.of(240))),
                "a machine");

        String table = PlainTable.of(List.of(part));
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
                .anySatisfy(line -> assertThat(line).startsWith("starts").endsWith("budget"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("start to first page, cold, median  ")
                        .contains(" 3.62 s ")
                        .endsWith(" ≤ 3.5 s  MISSED"))
                .anySatisfy(line -> assertThat(line).startsWith("    ten starts"))
                .anySatisfy(line -> assertThat(line).contains(" 233.2 MB ").endsWith(" ≤ 240 MB  kept"));
    }

    @Test
    void theBetterOneIsNamed() {
        assertThat(winner(1, 2, Comparison.Better.LESS)).isEqualTo(Comparison.Winner.HINOBAN);
        assertThat(winner(1, 2, Comparison.Better.MORE)).isEqualTo(Comparison.Winner.OTHER);
        assertThat(winner(2, 2, Comparison.Better.LESS)).isEqualTo(Comparison.Winner.NOBODY);
        assertThat(new Comparison("mail", null, Unit.SECONDS.of(1), Comparison.Better.LESS, "").winner())
                .isEqualTo(Comparison.Winner.NOBODY);
    }

    @Test
    void aSecondRunRenewsOnlyItsOwnFiguresInTheDocumentation(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(folder.resolve("figures.md"), "# Figures\n");
        Markdown.write(List.of(part("idle", 1), part("starts", 2)), document);

        Markdown.write(List.of(part("idle", 3)), document);

        String text = Files.readString(document);
        assertThat(text)
                .startsWith("# Figures\n")
                .contains("| threads | 3 |", "| threads | 2 |")
                .doesNotContain("| threads | 1 |");
        assertThat(text.indexOf("## idle")).isLessThan(text.indexOf("## starts"));
    }

    @Test
    void samplesTellTheirMiddleAndTheirWorst() {
        Samples samples = new Samples();
        assertThatThrownBy(samples::median).isInstanceOf(IllegalStateException.class);
        for (double value : new double[] {5, 1, 3, 4}) {
            samples.add(value);
        }
        assertThat(samples.median()).isEqualTo(3.5);
        assertThat(samples.worst()).isEqualTo(5);
    }

    private static Comparison.Winner winner(double ours, double theirs, Comparison.Better better) {
        return new Comparison("what", Unit.SECONDS.of(ours), Unit.SECONDS.of(theirs), better, "").winner();
    }

    private static Part part(String name, long threads) {
        return Part.of(new Named(name), List.of(Row.plain("threads", Unit.COUNT.of(threads))), "a machine");
    }

    private record Named(String name) implements Bench {
        @Override
        public String about() {
            return "What it is.";
        }

        @Override
        public List<Row> measure(Run run) {
            return List.of();
        }
    }
}
