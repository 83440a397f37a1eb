package org.hinoban.store.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Tally;
import org.hinoban.api.measure.Timings;
import org.hinoban.store.DatabaseException;

/** Times transactions and counts those that failed. */
final class Workload {
    private final Timings timings = new Timings(
            "hinoban_database_transaction_duration_seconds",
            "How long transactions took, waiting for their turn included.",
            "type");
    private final Tally errors = new Tally(
                    "hinoban_database_errors_total", "Transactions that the database did not do.", "type")
            .expect("read")
            .expect("write");

    <T> T timed(String type, Supplier<T> transaction) {
        long begun = System.nanoTime();
        try {
            return transaction.get();
        } catch (DatabaseException e) {
            errors.count(type);
            throw e;
        } finally {
            timings.took(Duration.ofNanos(System.nanoTime() - begun), type);
        }
    }

    List<Measure> measures() {
        return List.of(timings.measure(), errors.measure());
    }
}
