package org.hinoban.api.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.hinoban.api.measure.Measure.Sample;

/** Counts what happens, by labels. Safe for use by many threads, and cheap enough for each request. */
public final class Tally {
    private final String name;
    private final String help;
    private final Labels labels;
    private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param labels the names of the labels; none for one number */
    public Tally(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = new Labels(labels);
        if (labels.length == 0) {
            counts.put(List.of(), new LongAdder());
        }
    }

    /** @param values of the labels, in their order */
    public void count(String... values) {
        counts.computeIfAbsent(labels.key(counts.keySet(), values), key -> new LongAdder())
                .increment();
    }

    /** So that a value is there, as 0, before it happened first: what appears with 1 is no growth to who watches. */
    public Tally expect(String... values) {
        counts.computeIfAbsent(labels.key(counts.keySet(), values), key -> new LongAdder());
        return this;
    }

    public Measure measure() {
        List<Sample> samples = new ArrayList<>();
        counts.forEach((key, count) -> samples.add(new Sample("", labels.of(key), count.sum())));
        return new Measure(name, Measure.Type.COUNTER, help, samples);
    }
}
