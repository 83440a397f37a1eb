package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortRefusedTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicBoolean served = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private PortRefused refused;

    @AfterEach
    void closes() {
        refused.close();
    }

    @Test
    void endsAStartWhosePortIsSomebodyElses() {
        watch(() -> true);
        await().atMost(LONG).untilTrue(ended);
    }

    @Test
    void waitsForAServerThatTakesItsTime() {
        watch(() -> looks.incrementAndGet() % 10 == 0);
        await().atMost(LONG).until(() -> looks.get() > 100);
        served.set(true);
        assertThat(ended).isFalse();
    }

    @Test
    void doesNotLookWhereTheServerIs() {
        served.set(true);
        watch(() -> looks.incrementAndGet() > 0);
        await().atMost(LONG)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("hinoban-port")));
        assertThat(looks).hasValue(0);
        assertThat(ended).isFalse();
    }

    private void watch(BooleanSupplier taken) {
        refused = new PortRefused(served::get, taken, () -> ended.set(true), 1);
    }
}
