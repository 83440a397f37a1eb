package org.hinoban.health.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hinoban.api.health.Vitals.Part;
import org.hinoban.api.server.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signs of life to one URL, as long as a fault that is noticed now would reach a person: every part that looks at
 * itself is sound, and those that this takes are there.
 */
final class DeadMan implements AutoCloseable {
    /** Without these nobody would be told, however sound the rest is. */
    static final List<String> NEEDED = List.of("channels", "dispatcher", "event-log");

    private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final URI url;
    private final Parts parts;
    private final Consumer<String> told;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hinoban-deadman");
        thread.setDaemon(true);
        return thread;
    });
    /** What it last came to, and when a sign was taken last. The clock's thread alone writes them. */
    private volatile @Nullable Result result;

    private volatile @Nullable Instant taken;
    private @Nullable HttpClient client;

    /** Tells how the parts are now. */
    @FunctionalInterface
    interface Parts {
        List<Part> now() throws InterruptedException;
    }

    /** What became of the sign that was due. */
    sealed interface Result {
        record Taken(Instant at) implements Result {}

        record NotTaken(Instant at, String answer) implements Result {}

        /** @param parts the names of those that are not sound */
        record Withheld(Instant since, List<String> parts) implements Result {}
    }

    /** @param told called with the kind of each result: {@code taken}, {@code failed} or {@code withheld} */
    DeadMan(URI url, Duration interval, Parts parts, Consumer<String> told) {
        this.url = url;
        this.parts = parts;
        this.told = told;
        var unused = clock.scheduleWithFixedDelay(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    Optional<Result> result() {
        return Optional.ofNullable(result);
    }

    Optional<Instant> taken() {
        return Optional.ofNullable(taken);
    }

    /** Of the URL, all that may be shown. */
    String host() {
        return String.valueOf(url.getHost());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void turn() {
        try {
            List<String> unsound = unsound(parts.now());
            result(unsound.isEmpty() ? send() : withheld(unsound));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // the clock would stop for good
            LOG.error("No sign of life could be sent; it is tried again", e);
        }
    }

    private static List<String> unsound(List<Part> parts) {
        List<String> unsound = new ArrayList<>(NEEDED);
        parts.forEach(part -> unsound.remove(part.name()));
        parts.stream()
                .filter(part -> part.state() != State.NORMAL)
                .map(Part::name)
                .forEach(unsound::add);
        return unsound.stream().distinct().sorted().toList();
    }

    private Result withheld(List<String> unsound) {
        Instant since = result instanceof Result.Withheld before ? before.since() : Instant.now();
        return new Result.Withheld(since, unsound);
    }

    private Result send() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("User-Agent", "Hinoban")
                .build();
        try {
            int status = client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= 200 && status < 300) {
                return new Result.Taken(Instant.now());
            }
            String hint = status >= 300 && status < 400 ? " (it leads elsewhere: configure where it leads to)" : "";
            return new Result.NotTaken(Instant.now(), status + hint);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            return new Result.NotTaken(
                    Instant.now(), e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + reason));
        }
    }

    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            // a URL that leads elsewhere is not followed: whoever answers there is not whom the operator chose
            known = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = known;
        }
        return known;
    }

    private void result(Result now) {
        Result before = result;
        result = now;
        if (now instanceof Result.Taken sent) {
            taken = sent.at();
            told.accept("taken");
            if (before != null && !(before instanceof Result.Taken)) {
                LOG.info("Signs of life reach {} again", host());
            }
        } else if (now instanceof Result.NotTaken failed) {
            told.accept("failed");
            if (!(before instanceof Result.NotTaken other) || !other.answer().equals(failed.answer())) {
                LOG.warn("{} does not take the sign of life: {}", host(), failed.answer());
            }
        } else if (now instanceof Result.Withheld withheld) {
            told.accept("withheld");
            if (!(before instanceof Result.Withheld other) || !other.parts().equals(withheld.parts())) {
                LOG.warn("No sign of life is sent, for a fault might reach nobody now: {}", withheld.parts());
            }
        }
    }
}
