package org.hinoban.health.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.MeasureSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the measures of all bundles, one after another: mostly one thread is enough for all of them. */
final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /** Prometheus itself gives up after 10 s. */
    static final Duration WAIT = Duration.ofSeconds(2);

    private final Errands errands;
    private final Duration wait;
    private final Map<Long, ServiceReference<MeasureSource>> sources = new ConcurrentSkipListMap<>();

    /** @param wait for each bundle that is stuck */
    Gathering(Errands errands, Duration wait) {
        this.errands = errands;
        this.wait = wait;
    }

    void put(ServiceReference<MeasureSource> reference) {
        sources.put(Errands.id(reference), reference);
    }

    void remove(ServiceReference<MeasureSource> reference) {
        sources.remove(Errands.id(reference));
    }

    /** Measures of one name that several bundles have become one with the samples of all. */
    Collection<Measure> measures() throws InterruptedException {
        Map<String, Measure> all = new TreeMap<>();
        List<Sample> answered = new ArrayList<>();
        for (ServiceReference<MeasureSource> source : sources.values()) {
            Bundle bundle = source.getBundle();
            if (bundle != null) {
                List<Measure> own = of(source, bundle.getSymbolicName());
                own.forEach(measure -> all.merge(measure.name(), measure, Gathering::both));
                answered.add(Sample.of("bundle", bundle.getSymbolicName(), own.isEmpty() ? 0 : 1));
            }
        }
        Measure up = Measure.gauge(
                "hinoban_measures_up", "Whether a bundle told its measures in time (1) or not (0).", lowest(answered));
        all.put(up.name(), up);
        return all.values();
    }

    private List<Measure> of(ServiceReference<MeasureSource> source, String bundle) throws InterruptedException {
        try {
            return errands.send(source, MeasureSource::measures).get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException e) {
            LOG.debug("{} does not tell its measures in time", bundle, e);
        } catch (ExecutionException e) {
            LOG.debug("{} cannot tell its measures", bundle, e);
        }
        return List.of();
    }

    private static Measure both(Measure one, Measure other) {
        List<Sample> samples = new ArrayList<>(one.samples());
        samples.addAll(other.samples());
        return new Measure(one.name(), one.type(), one.help(), samples);
    }

    /** A bundle with several sources is up when all of them are. */
    private static List<Sample> lowest(List<Sample> answered) {
        Map<Map<String, String>, Sample> lowest = new LinkedHashMap<>();
        answered.forEach(sample ->
                lowest.merge(sample.labels(), sample, (one, other) -> one.value() <= other.value() ? one : other));
        return List.copyOf(lowest.values());
    }
}
