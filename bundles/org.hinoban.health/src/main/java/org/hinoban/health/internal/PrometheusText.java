package org.hinoban.health.internal;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;

/**
 * Writes measures in Prometheus' text format, version 0.0.4. What does not fit it is left out, so that a bundle that
 * makes a mistake does not make all the rest unreadable.
 */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> SUFFIXES = Set.of("_bucket", "_sum", "_count");

    private PrometheusText() {}

    static String write(Collection<Measure> measures) {
        StringBuilder text = new StringBuilder(16_384);
        for (Measure measure : measures) {
            if (NAME.matcher(measure.name()).matches() && !measure.samples().isEmpty()) {
                write(text, measure);
            }
        }
        return text.toString();
    }

    private static void write(StringBuilder text, Measure measure) {
        text.append("# HELP ")
                .append(measure.name())
                .append(' ')
                .append(measure.help().replace("\\", "\\\\").replace("\n", "\\n"))
                .append("\n# TYPE ")
                .append(measure.name())
                .append(' ')
                .append(measure.type().name().toLowerCase(Locale.ROOT))
                .append('\n');
        Set<String> written = new HashSet<>();
        for (Sample sample : measure.samples()) {
            boolean suffixFits = measure.type() == Measure.Type.HISTOGRAM
                    ? SUFFIXES.contains(sample.suffix())
                    : sample.suffix().isEmpty();
            boolean labelsFit = sample.labels().keySet().stream()
                    .allMatch(label -> LABEL.matcher(label).matches());
            String series = measure.name() + sample.suffix() + labels(sample.labels());
            if (suffixFits && labelsFit && written.add(series)) {
                text.append(series).append(' ').append(number(sample.value())).append('\n');
            }
        }
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(labels)
                .forEach((name, value) -> text.append(text.length() == 1 ? "" : ",")
                        .append(name)
                        .append("=\"")
                        .append(value.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n"))
                        .append('"'));
        return text.append('}').toString();
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.isNaN(value)
                ? "NaN"
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
