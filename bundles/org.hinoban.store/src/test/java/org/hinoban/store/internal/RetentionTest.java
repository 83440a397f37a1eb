package org.hinoban.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.hinoban.configuration.Configurations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

final class RetentionTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final List<Duration> ages = new CopyOnWriteArrayList<>();
    private Retention retention;

    @AfterEach
    void close() {
        retention.close();
    }

    @Test
    void forgetsALittleAtATimeUntilNothingOldIsLeftWhateverBecomesOfOthers() {
        AtomicInteger old = new AtomicInteger(1_234);
        retention = retention(System::currentTimeMillis);
        retention.addAging(age -> {
            throw new IllegalStateException("broken");
        });
        retention.addAging(age -> {
            ages.add(age);
            int some = Math.min(old.get(), 500);
            old.addAndGet(-some);
            return some;
        });

        await().atMost(Duration.ofMinutes(1)).until(() -> ages.size() > 5);

        assertThat(old).hasValue(0);
        assertThat(ages).containsOnly(Duration.ofDays(30));
    }

    @Test
    void forgetsNothingWhileTheClockLeaps() {
        AtomicLong looks = new AtomicLong();
        retention = retention(() -> looks.incrementAndGet() * 3_600_000);
        retention.addAging(age -> {
            ages.add(age);
            return 0;
        });

        await().atMost(Duration.ofMinutes(1)).until(() -> looks.get() > 5);

        assertThat(ages).isEmpty();
    }

    private static Retention retention(LongSupplier clock) {
        Map<String, String> file = Map.of(Constants.SERVICE_PID, Retention.PID, "keep.days", "30");
        return new Retention(
                new Configurations<>(() -> List.of(file), Retention.PID, Retention::read),
                clock,
                INTERVAL,
                Duration.ZERO);
    }
}
