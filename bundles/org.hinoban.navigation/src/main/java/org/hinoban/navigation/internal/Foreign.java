package org.hinoban.navigation.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.menu.MenuException;
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
    private static final String REFERENCE = "reference";

    private final BundleContext context;
    private final Measures measures;
    private final Troubles troubles = new Troubles();
    private final Workers workers = new Workers();
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis());

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
        measures.called(source.bundle(), what, result.word(), Duration.ofNanos(System.nanoTime() - begun));
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
            return given.value().<Result<T>>map(Result.Returned::new).orElseGet(() -> broken(source, path, null));
        }
        if (answer instanceof Answer.Late<Optional<T>>) {
            String reference = reference(source, path, Trouble.Sort.TIMED_OUT);
            LOG.atWarn()
                    .addKeyValue(REFERENCE, reference)
                    .log(
                            "{} of bundle {} gave no answer within {} s. If it stays so, restart that bundle.",
                            path,
                            source.bundle(),
                            patience.toSeconds());
            return new Result.Late<>(patience, reference);
        }
        if (answer instanceof Answer.Full<Optional<T>>) {
            String reference = reference(source, path, Trouble.Sort.BUSY);
            LOG.atWarn()
                    .addKeyValue(REFERENCE, reference)
                    .log(
                            "{} was not called: bundle {} has all its threads taken. If it stays so, restart that bundle.",
                            path,
                            source.bundle());
            return new Result.Full<>(reference);
        }
        Throwable reason = ((Answer.Threw<Optional<T>>) answer).reason();
        if (reason instanceof MenuException said) {
            return new Result.Said<>(said);
        }
        if (reason instanceof LeftException && isLeaving(source)) {
            return new Result.Left<>();
        }
        return broken(source, path, reason);
    }

    void dismiss(long bundleId) {
        workers.dismiss(bundleId);
    }

    void close() {
        workers.dismissAll();
    }

    private <T> Result<T> broken(Source source, String path, @Nullable Throwable reason) {
        String reference = reference(source, path, Trouble.Sort.BROKEN);
        if (reason == null) {
            LOG.atWarn()
                    .addKeyValue(REFERENCE, reference)
                    .log("{} of bundle {} returned nothing.", path, source.bundle());
        } else {
            LOG.atWarn()
                    .addKeyValue(REFERENCE, reference)
                    .setCause(reason)
                    .log("{} of bundle {} failed.", path, source.bundle());
        }
        return new Result.Broken<>(reference);
    }

    private static boolean isLeaving(Source source) {
        return source.reference().getBundle() == null;
    }

    /** Short, to be read out on the phone, and new for each line of the log. */
    private String reference(Source source, String path, Trouble.Sort sort) {
        String reference = Long.toString(number.incrementAndGet() & 0xfffffffL, 36);
        troubles.note(source.bundle(), sort, path, reference);
        return reference;
    }

    /** What became of a call. */
    sealed interface Result<T> {
        /** What measures call it: the words of the JSON contract where it has one. */
        String word();

        record Returned<T>(T value) implements Result<T> {
            @Override
            public String word() {
                return "ok";
            }
        }

        /** It said no in its own words. */
        record Said<T>(MenuException reason) implements Result<T> {
            @Override
            public String word() {
                return "refused";
            }
        }

        record Left<T>() implements Result<T> {
            @Override
            public String word() {
                return "left";
            }
        }

        record Late<T>(Duration patience, String reference) implements Result<T> {
            @Override
            public String word() {
                return "timeout";
            }
        }

        record Full<T>(String reference) implements Result<T> {
            @Override
            public String word() {
                return "busy";
            }
        }

        record Broken<T>(String reference) implements Result<T> {
            @Override
            public String word() {
                return "broken";
            }
        }
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
