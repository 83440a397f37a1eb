package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.delivery.Deliveries.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sets the clock neither loses a message nor lets it wait. */
final class ClockTest {
    @TempDir
    Path folder;

    private final AtomicBoolean well = new AtomicBoolean();
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.recipient("night1");
        bench.channel("mail", (message, recipient) -> {
            if (!well.get()) {
                throw new DeliveryException("450 4.2.0 later", false);
            }
            return bench.take(message, recipient);
        });
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void waitsNoHourForWhatAKilledManagerHeldWhenTheClockIsSetBackByOne() {
        bench.story.opened("i1", "webshop");
        Outbox killed = new Outbox(bench.database);
        killed.advance(0, 1, List.of(new Outbox.Order.Open(1, "i1", List.of(new Outbox.Addressee("night1", "s")))));
        assertThat(killed.claim(killed.queue().heads(), "killed")).hasSize(1);
        well.set(true);

        setClock(Duration.ofHours(-1));
        bench.start();

        await().until(() -> bench.sent.size() == 1);
    }

    @Test
    void goesOnInOrderWhenTheClockIsSetBackWhileSomethingWaits() {
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        awaitTries(notifier, 2);

        setClock(Duration.ofDays(-1_000));
        bench.story.opened("i2", "webshop");
        well.set(true);

        await().until(() -> bench.sent.size() == 2);
        assertThat(bench.sent)
                .extracting(sent -> sent.message().links().get(0).url())
                .containsExactly("https://hinoban.example.org/i/i1", "https://hinoban.example.org/i/i2");
    }

    @Test
    void givesNothingUpThatWasHardlyTriedWhenTheClockIsSetForward() {
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        awaitTries(notifier, 1);

        setClock(Duration.ofDays(1_000));
        awaitTries(notifier, 3);
        well.set(true);

        await().until(() -> bench.sent.size() == 1);
    }

    @Test
    void givesUpWhatWasTriedForSoLong() {
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        awaitTries(notifier, 1);

        bench.database.write(sql -> sql.update(
                "UPDATE notification_delivery SET tried = ?",
                Limits.DEFAULT.giveUp().toMillis() + 1));

        await().until(() -> notifier.of("i1").stream().anyMatch(Delivery::abandoned));
        assertThat(notifier.of("i1"))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.answer()).isEqualTo("Given up after 48 h: 450 4.2.0 later"));
    }

    private void setClock(Duration by) {
        bench.file.setClock(now -> now + by.toMillis());
    }

    private static void awaitTries(Notifier notifier, int tries) {
        await().until(() -> notifier.of("i1").stream().anyMatch(delivery -> delivery.attempts() >= tries));
    }
}
