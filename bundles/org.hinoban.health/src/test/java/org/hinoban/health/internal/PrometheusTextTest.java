package org.hinoban.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.Tally;
import org.hinoban.api.measure.Timings;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {
    @Test
    void writesAGauge() {
        assertThat(PrometheusText.write(List.of(Measure.gauge("hinoban_open", "What is open.", 3))))
                .isEqualTo("# HELP hinoban_open What is open.\n# TYPE hinoban_open gauge\nhinoban_open 3\n");
    }

    @Test
    void escapesWhatWouldBreakALine() {
        Measure measure = Measure.gauge("m", "One\\two\nthree.", List.of(Sample.of("bundle", "a\"b\\c\nd", 0.25)));
        assertThat(PrometheusText.write(List.of(measure)))
                .isEqualTo("# HELP m One\\\\two\\nthree.\n# TYPE m gauge\nm{bundle=\"a\\\"b\\\\c\\nd\"} 0.25\n");
    }

    @Test
    void countsByLabelsAndShowsWhatHasNotHappenedYet() {
        Tally tally = new Tally("logins_total", "Logins.", "outcome").expect("wrong");
        tally.count("accepted");
        tally.count("accepted");
        assertThat(PrometheusText.write(List.of(tally.measure())).lines())
                .contains("logins_total{outcome=\"accepted\"} 2", "logins_total{outcome=\"wrong\"} 0");
    }

    @Test
    void sortsTimesIntoBucketsThatHoldAllSmallerOnes() {
        Timings timings = new Timings("took_seconds", "Time.", "bundle");
        timings.took(Duration.ofMillis(5), "b");
        timings.took(Duration.ofMillis(60), "b");
        timings.took(Duration.ofSeconds(20), "b");
        assertThat(PrometheusText.write(List.of(timings.measure())).lines())
                .contains(
                        "took_seconds_bucket{bundle=\"b\",le=\"0.005\"} 1",
                        "took_seconds_bucket{bundle=\"b\",le=\"0.1\"} 2",
                        "took_seconds_bucket{bundle=\"b\",le=\"10.0\"} 2",
                        "took_seconds_bucket{bundle=\"b\",le=\"+Inf\"} 3",
                        "took_seconds_sum{bundle=\"b\"} 20.065",
                        "took_seconds_count{bundle=\"b\"} 3");
    }

    @Test
    void leavesOutWhatWouldMakeTheRestUnreadable() {
        Measure badName = Measure.gauge("not a name", "Bad.", 1);
        Measure twice = Measure.gauge("twice", "Twice.", List.of(Sample.of(1), Sample.of(2)));
        Measure badLabel = Measure.gauge("label", "Bad label.", List.of(Sample.of("a b", "c", 1), Sample.of(7)));
        Measure suffix = Measure.gauge("suffix", "Suffix.", List.of(new Sample("_sum", Map.of(), 1), Sample.of(8)));
        assertThat(PrometheusText.write(List.of(badName, twice, badLabel, suffix))
                        .lines())
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly("twice 1", "label 7", "suffix 8");
    }

    @Test
    void countsTogetherWhatAreTooManyLabels() {
        Tally tally = new Tally("many_total", "Many.", "name");
        for (int i = 0; i < 2_000; i++) {
            tally.count("n" + i);
        }
        assertThat(tally.measure().samples()).hasSizeLessThan(600);
        assertThat(tally.measure().samples()).anySatisfy(sample -> {
            assertThat(sample.labels()).containsEntry("name", "other");
            assertThat(sample.value()).isGreaterThan(1_000);
        });
    }
}
