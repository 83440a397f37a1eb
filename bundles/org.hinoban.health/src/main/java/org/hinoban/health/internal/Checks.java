package org.hinoban.health.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.health.Vitals.Part;
import org.hinoban.api.server.State;
import org.hinoban.api.text.LogReference;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all parts at once how they are, and remembers what they said. */
final class Checks {
    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    /** What a load balancer or a monitor waits for without giving up. */
    static final Duration WAIT = Duration.ofSeconds(3);

    /** For how long the last answer of a part stands that takes its time with the next one. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Errands errands;
    private final Duration wait;
    private final Map<Long, Subject> subjects = new ConcurrentHashMap<>();

    /** @param wait for all answers together */
    Checks(Errands errands, Duration wait) {
        this.errands = errands;
        this.wait = wait;
    }

    void put(ServiceReference<HealthCheck> reference) {
        subjects.put(Errands.id(reference), new Subject(reference));
    }

    void remove(ServiceReference<HealthCheck> reference) {
        subjects.remove(Errands.id(reference));
    }

    /** @param oldest an answer that is older is asked for again, even if its part calls it as good as new */
    List<Part> now(Duration oldest) throws InterruptedException {
        return parts(subject -> subject.rest.compareTo(oldest) < 0 ? subject.rest : oldest);
    }

    /** @param oldest an answer that is not older is not asked for again */
    List<Part> lately(Duration oldest) throws InterruptedException {
        return parts(subject -> oldest);
    }

    private List<Part> parts(Function<Subject, Duration> oldest) throws InterruptedException {
        List<Subject> all = subjects.values().stream()
                .sorted(Comparator.comparing((Subject subject) -> subject.name))
                .toList();
        List<Future<Finding>> answers = new ArrayList<>();
        for (Subject subject : all) {
            answers.add(subject.ask(errands, oldest.apply(subject)));
        }
        long end = System.nanoTime() + wait.toNanos();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            parts.add(all.get(i).part(answers.get(i), end));
        }
        return parts;
    }

    /** A part, and what it said last. */
    private static final class Subject {
        private final ServiceReference<HealthCheck> reference;
        private final String name;
        private final Duration rest;
        private volatile @Nullable Seen seen;
        /** What was thrown last, so that it is logged once. */
        private volatile @Nullable String failure;

        Subject(ServiceReference<HealthCheck> reference) {
            this.reference = reference;
            this.name = reference.getProperty(HealthPart.NAME) instanceof String text
                    ? text
                    : String.valueOf(reference.getBundle());
            this.rest = Duration.ofSeconds(
                    reference.getProperty(HealthPart.SECONDS) instanceof Integer seconds ? seconds : 5);
        }

        Future<Finding> ask(Errands errands, Duration oldest) {
            Seen last = seen;
            return last != null && last.isYoungerThan(oldest)
                    ? CompletableFuture.completedFuture(last.finding)
                    : errands.send(reference, this::look);
        }

        /** Remembers the answer by itself, for nobody may wait for it any more when it comes. */
        private Finding look(HealthCheck check) throws InterruptedException {
            Finding finding;
            try {
                finding = check.check();
                failure = null;
            } catch (RuntimeException e) {
                finding = failed(e);
            }
            seen = new Seen(finding, System.nanoTime());
            return finding;
        }

        Part part(Future<Finding> answer, long end) throws InterruptedException {
            Finding finding = finding(answer, end);
            return new Part(name, finding.state(), finding.text());
        }

        private Finding finding(Future<Finding> answer, long end) throws InterruptedException {
            try {
                return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                Seen last = seen;
                return last != null && last.isYoungerThan(rest.plus(GRACE)) ? last.finding : silent();
            } catch (CancellationException e) {
                return silent();
            } catch (ExecutionException e) {
                return failed(e.getCause());
            }
        }

        private static Finding silent() {
            return new Finding(
                    State.UNKNOWN, Text.of(Watch.BUNDLE, "silent", "No answer within {0} s", WAIT.toSeconds()));
        }

        private Finding failed(@Nullable Throwable reason) {
            String now = String.valueOf(reason);
            String before = failure;
            if (before == null || !before.endsWith(now)) {
                String reference = LogReference.next();
                LOG.atWarn()
                        .addKeyValue(LogReference.KEY, reference)
                        .setCause(reason)
                        .log("Looking at the part {} of the manager failed", name);
                before = reference + " " + now;
                failure = before;
            }
            return Finding.broken(Text.of(
                    Watch.BUNDLE,
                    "failed",
                    "It could not be looked at; reference in the log: {0}",
                    before.substring(0, before.indexOf(' '))));
        }
    }

    private record Seen(Finding finding, long nanoTime) {
        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - nanoTime < age.toNanos();
        }
    }
}
