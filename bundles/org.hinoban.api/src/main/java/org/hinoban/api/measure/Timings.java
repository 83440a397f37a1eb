package org.hinoban.api.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.hinoban.api.measure.Measure.Sample;

/** Sorts how long things took into a histogram, by labels. Safe for use by many threads, and cheap enough for each request. */
public final class Timings {
    /** In seconds: from what nobody notices up to the 10 s that a page is waited for. */
    private static final double[] BOUNDS = {0.005, 0.025, 0.1, 0.5, 2, 10};

    private static final double NANOS = 1e9;

    private final String name;
    private final String help;
    private final Labels labels;
    private final Map<List<String>, Buckets> timed = new ConcurrentHashMap<>();

    /** @param name ends with {@code _seconds} */
    public Timings(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = new Labels(labels);
    }

    /** @param values of the labels, in their order */
    public void took(Duration time, String... values) {
        timed.computeIfAbsent(labels.key(timed.keySet(), values), key -> new Buckets())
                .add(time);
    }

    public Measure measure() {
        List<Sample> samples = new ArrayList<>();
        timed.forEach((key, buckets) -> buckets.addTo(samples, labels.of(key)));
        return new Measure(name, Measure.Type.HISTOGRAM, help, samples);
    }

    private static final class Buckets {
        /** The last one for what took longer than all bounds. */
        private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];

        private final LongAdder nanos = new LongAdder();

        Buckets() {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new LongAdder();
            }
        }

        void add(Duration time) {
            double seconds = time.toNanos() / NANOS;
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            counts[bucket].increment();
            nanos.add(time.toNanos());
        }

        void addTo(List<Sample> samples, Map<String, String> own) {
            long count = 0;
            for (int i = 0; i < counts.length; i++) {
                count += counts[i].sum();
                Map<String, String> bounded = new HashMap<>(own);
                bounded.put("le", i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf");
                samples.add(new Sample("_bucket", bounded, count));
            }
            samples.add(new Sample("_sum", own, nanos.sum() / NANOS));
            samples.add(new Sample("_count", own, count));
        }
    }
}
