package org.hinoban.navigation.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.text.LogReference;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Trouble;
import org.hinoban.navigation.internal.Contributed.Source;
import org.hinoban.navigation.internal.Workers.Answer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what bundles contributed: got only for the call, on a thread of that bundle's, for so long as the patience says.
 * What goes wrong is logged here, once, with a reference that the operator also sees.
 */
final class Foreign {
    private static final Logger LOG = LoggerFactory.getLogger(Foreign.class);
    private static final String TIMEOUT = "timeout";
    private static final String RESTART = "if it stays so, restart that bundle";

    private final BundleContext context;
    private final Measures measures;
    private final Troubles troubles = new Troubles();
    private final Workers workers = new Workers();

    Foreign(BundleContext context, Measures measures) {
        this.context = context;
        this.measures = measures;
    }

    /** Gets the service, calls it and releases it. */
    <S, T> Result<T> call(
            Source source,
            ServiceReference<S> reference,
            String path,
            Measures.Call what,
            Duration patience,
            Call<S, @Nullable T> call)
            throws InterruptedException {
        return run(source, path, what, patience, () -> {
            S service = context.getService(reference);
            if (service == null) {
                throw new LeftException();
            }
            try {
                return call.on(service);
            } finally {
                context.ungetService(reference);
            }
        });
    }

    /** Runs something of a bundle's that needs no service. */
    <T> Result<T> run(Source source, String path, Measures.Call what, Duration patience, Task<@Nullable T> task)
            throws InterruptedException {
        long begun = System.nanoTime();
        Result<T> result = run(source, path, patience, task);
        measures.called(source.bundle(), what, word(result), Duration.ofNanos(System.nanoTime() - begun));
        return result;
    }

    List<Measure> measures() {
        return measures.measures(workers);
    }

    List<Trouble> troubles() {
        return troubles.all();
    }

    Map<String, Integer> stuck() {
        return workers.stuck();
    }

    private <T> Result<T> run(Source source, String path, Duration patience, Task<@Nullable T> task)
            throws InterruptedException {
        Answer<Optional<T>> answer =
                workers.call(source.bundleId(), source.bundle(), patience, () -> Optional.ofNullable(task.run()));
        if (answer instanceof Answer.Given<Optional<T>> given) {
            return given.value()
                    .<Result<T>>map(Result.Returned::new)
                    .orElseGet(() -> failed(source, path, Trouble.Sort.BROKEN, "returned nothing", null));
        }
        if (answer instanceof Answer.Late<Optional<T>>) {
            String within = patience.toSeconds() + " s";
            return failed(
                    source, path, Trouble.Sort.TIMED_OUT, "gave no answer within " + within + "; " + RESTART, null);
        }
        if (answer instanceof Answer.Full<Optional<T>>) {
            return failed(
                    source, path, Trouble.Sort.BUSY, "was not called, for all threads are taken; " + RESTART, null);
        }
        Throwable reason = ((Answer.Threw<Optional<T>>) answer).reason();
        if (reason instanceof MenuException said) {
            return said.reason() == MenuException.Reason.TIMED_OUT
                    ? unanswered(source, path, said)
                    : new Result.Said<>(said);
        }
        if (reason instanceof LeftException && isLeaving(source)) {
            return new Result.Left<>();
        }
        return failed(source, path, Trouble.Sort.BROKEN, "failed", reason);
    }

    void dismiss(long bundleId) {
        workers.dismiss(bundleId);
    }

    void close() {
        workers.dismissAll();
    }

    private <T> Result<T> failed(
            Source source, String path, Trouble.Sort sort, String what, @Nullable Throwable reason) {
        String reference = LogReference.next();
        troubles.note(source.bundle(), sort, path, reference);
        LOG.atWarn()
                .addKeyValue(LogReference.KEY, reference)
                .setCause(reason)
                .log("{} of bundle {} {}", path, source.bundle(), what);
        return new Result.Failed<>(sort, reference);
    }

    /** The bundle did what it should: whom it asked has not answered. */
    private <T> Result<T> unanswered(Source source, String path, MenuException said) {
        String reference = LogReference.next();
        LOG.atWarn()
                .addKeyValue(LogReference.KEY, reference)
                .log(
                        "{} of bundle {} had no answer: {}",
                        path,
                        source.bundle(),
                        said.text().inEnglish());
        return new Result.Unanswered<>(said.text(), reference);
    }

    private static boolean isLeaving(Source source) {
        return source.reference().getBundle() == null;
    }

    /** What measures call a result: the words of the JSON contract where it has one. */
    private static String word(Result<?> result) {
        if (result instanceof Result.Failed<?> failed) {
            return switch (failed.sort()) {
                case TIMED_OUT -> TIMEOUT;
                case BUSY -> "busy";
                case BROKEN -> "broken";
            };
        }
        if (result instanceof Result.Unanswered<?>) {
            return TIMEOUT;
        }
        if (result instanceof Result.Said<?>) {
            return "refused";
        }
        return result instanceof Result.Left<?> ? "left" : "ok";
    }

    /** What became of a call. */
    sealed interface Result<T> {
        record Returned<T>(T value) implements Result<T> {}

        /** It said no in its own words. */
        record Said<T>(MenuException reason) implements Result<T> {}

        /** It was not answered itself, and says by whom. */
        record Unanswered<T>(Text words, String reference) implements Result<T> {}

        /** Its bundle is gone. */
        record Left<T>() implements Result<T> {}

        record Failed<T>(Trouble.Sort sort, String reference) implements Result<T> {}
    }

    @FunctionalInterface
    interface Call<S, T extends @Nullable Object> {
        T on(S service) throws Exception;
    }

    @FunctionalInterface
    interface Task<T extends @Nullable Object> {
        T run() throws Exception;
    }

    /** The service is not there, or could not be made. */
    private static final class LeftException extends Exception {
        private static final long serialVersionUID = 1;

        LeftException() {
            super("Its service is gone or could not be activated");
        }
    }
}
