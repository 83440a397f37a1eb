package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final AtomicInteger timesLong = new AtomicInteger();
    private final Patience patience = new Patience(Duration.ofDays(1));

    @Test
    void waitsAlsoForAConditionThatFailsAtFirst() {
        AtomicInteger looks = new AtomicInteger();

        assertThat(patience.until(
                        () -> {
                            if (looks.incrementAndGet() < 3) {
                                throw new IllegalStateException("not up yet");
                            }
                            return true;
                        },
                        timesLong::incrementAndGet))
                .isTrue();
        assertThat(timesLong).hasValue(0);
    }

    @Test
    void endsInSilenceWhereTheServerWrapsTheInterruption() throws Exception {
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        CountDownLatch asked = new CountDownLatch(1);
        Thread thread = new Thread(() -> patience.until(
                () -> {
                    asked.countDown();
                    try {
                        TimeUnit.DAYS.sleep(1);
                        return false;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e); // as Pax Web does, the interruption being lost
                    }
                },
                timesLong::incrementAndGet));
        thread.setUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        thread.start();
        asked.await();

        patience.end();
        thread.interrupt();

        await().atMost(Duration.ofMinutes(1)).until(() -> !thread.isAlive());
        assertThat(uncaught).isEmpty();
    }

    @Test
    void letsNothingBeDoneBehindALookThatOutlastsTheEnd() {
        AtomicInteger opened = new AtomicInteger();
        assertThat(patience.unlessEnded(opened::incrementAndGet)).isTrue();

        boolean held = patience.until(
                () -> {
                    patience.end();
                    return true;
                },
                timesLong::incrementAndGet);

        assertThat(held).isTrue();
        assertThat(patience.unlessEnded(opened::incrementAndGet)).isFalse();
        assertThat(opened).hasValue(1);
    }

    @Test
    void saysOnceThatItTakesLong() {
        Patience hasty = new Patience(Duration.ZERO);
        AtomicInteger looks = new AtomicInteger();

        assertThat(hasty.until(() -> looks.incrementAndGet() == 4, timesLong::incrementAndGet))
                .isTrue();

        assertThat(timesLong).hasValue(1);
    }
}
