package org.hinoban.itests.distribution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, version 0.0.4, read strictly: what it would refuse or lint, this refuses. */
final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern NAMED = Pattern.compile("[{,]([a-zA-Z_][a-zA-Z0-9_]*)=\"");
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
    private static final Pattern SAMPLE = Pattern.compile("((" + NAME + ")(?:\\{" + LABEL + "(?:," + LABEL
            + ")*\\})?) (-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|[+-]Inf|NaN)");
    private static final Pattern UNIT = Pattern.compile(".*_(ms|millis|milliseconds|minutes|kb|mb|percent)(_total)?");
    private static final Pattern BOUND = Pattern.compile(",?le=\"([^\"]+)\"");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> values = new HashMap<>();

    private Exposition() {}

    static Exposition parse(String text) {
        Exposition exposition = new Exposition();
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("The last line has no end");
        }
        String family = "";
        Set<String> helped = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                family = help.group(1);
                require(helped.add(family), "a second HELP", line);
            } else if (type.matches()) {
                require(type.group(1).equals(family), "a TYPE without its HELP", line);
                require(exposition.types.put(family, type.group(2)) == null, "a second TYPE", line);
                require(!UNIT.matcher(family).matches(), "no base unit", line);
                require(type.group(2).equals("counter") == family.endsWith("_total"), "_total and no counter", line);
            } else if (sample.matches()) {
                require(exposition.belongs(sample.group(2), family), "a sample of another family", line);
                require(
                        exposition.values.put(sample.group(1), number(sample.group(3))) == null,
                        "a sample for the second time",
                        line);
            } else {
                require(line.isEmpty(), "not in the format", line);
            }
        }
        exposition.requireWholeHistograms();
        return exposition;
    }

    double value(String series) {
        Double value = values.get(series);
        if (value == null) {
            throw new AssertionError("No " + series + " in " + values.keySet());
        }
        return value;
    }

    Set<String> names() {
        return types.keySet();
    }

    /** {@code counter}, {@code gauge} or {@code histogram}. */
    String type(String name) {
        return types.get(name);
    }

    /** The names of all labels that samples of a measure have, without a histogram's own. */
    Set<String> labels(String name) {
        Set<String> labels = new TreeSet<>();
        for (String series : values.keySet()) {
            if (series.matches(Pattern.quote(name) + "(_bucket|_sum|_count)?(\\{.*)?")) {
                Matcher label = NAMED.matcher(series);
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        }
        labels.remove("le");
        return labels;
    }

    private boolean belongs(String name, String family) {
        return "histogram".equals(types.get(family))
                ? Set.of(family + "_bucket", family + "_sum", family + "_count").contains(name)
                : name.equals(family) && types.containsKey(family);
    }

    /** The bucket without a bound is there, and holds as many as were counted. */
    private void requireWholeHistograms() {
        values.forEach((series, value) -> {
            Matcher bound = BOUND.matcher(series);
            if (bound.find() && bound.group(1).equals("+Inf")) {
                String count = bound.replaceFirst("")
                        .replace("_bucket", "_count")
                        .replace("{,", "{")
                        .replace("{}", "");
                require(value.equals(values.get(count)), "a histogram whose count is another", series);
            }
        });
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void require(boolean holds, String what, String line) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + line);
        }
    }
}
