package org.hinoban.api.measure;

import java.util.List;
import java.util.Map;

/**
 * One measure with all its samples, after the conventions of Prometheus.
 *
 * @param name in lower case with {@code _}, beginning with the application, ending with its base unit and with
 *     {@code _total} if it only grows: {@code hinoban_logins_total}, {@code hinoban_spool_bytes}
 * @param help one sentence, in English
 */
public record Measure(String name, Type type, String help, List<Sample> samples) {
    public Measure {
        samples = List.copyOf(samples);
    }

    public enum Type {
        /** Only grows, and begins at 0 with each start. */
        COUNTER,
        GAUGE,
        /** Has samples with the suffixes {@code _bucket}, {@code _sum} and {@code _count}. */
        HISTOGRAM
    }

    /**
     * One number.
     *
     * @param suffix what follows the measure's name; empty but for histograms
     * @param labels in any order; values may be any text and should be few
     */
    public record Sample(String suffix, Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }

        public static Sample of(double value) {
            return new Sample("", Map.of(), value);
        }

        public static Sample of(String label, String text, double value) {
            return new Sample("", Map.of(label, text), value);
        }
    }

    /** A gauge of one number. */
    public static Measure gauge(String name, String help, double value) {
        return new Measure(name, Type.GAUGE, help, List.of(Sample.of(value)));
    }

    public static Measure gauge(String name, String help, List<Sample> samples) {
        return new Measure(name, Type.GAUGE, help, samples);
    }

    /** A counter of one number. */
    public static Measure counter(String name, String help, double value) {
        return new Measure(name, Type.COUNTER, help, List.of(Sample.of(value)));
    }
}
