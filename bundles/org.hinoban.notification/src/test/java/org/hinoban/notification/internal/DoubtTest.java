package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.PathDownException;
import org.hinoban.api.notification.UnansweredException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message of which nobody knows whether it arrived. */
final class DoubtTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.recipient("night1");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sendsAsItWasWhatAKilledManagerMayHaveSentAndTheEndAsAMailOfItsOwn() {
        Outbox killed = openingIn("killed");
        String id = killed.of("i1").get(0).id();
        bench.database.write(sql -> sql.update("UPDATE notification_delivery SET deadline = ?", sql.now() - 1));
        bench.story.recovered("i1");
        bench.channel("mail", bench::take);

        bench.start();

        await().atMost(PATIENCE).until(() -> bench.sent.size() == 2);
        assertThat(first().id()).isEqualTo(id);
        assertThat(first().lead()).doesNotContain("recovered");
        assertThat(second().id()).isNotEqualTo(id);
        assertThat(second().lead()).startsWith("Recovered: ");
    }

    @Test
    void keepsInMindThroughLaterRefusalsThatItMayHaveArrived() {
        AtomicBoolean well = new AtomicBoolean();
        AtomicBoolean tried = new AtomicBoolean();
        bench.channel("mail", (message, recipient) -> {
            if (well.get()) {
                return bench.take(message, recipient);
            }
            if (!tried.getAndSet(true)) {
                throw new UnansweredException("gone after the mail", true);
            }
            throw new PathDownException("no connection");
        });
        Notifier notifier = bench.start();
        bench.story.opened("i1", "webshop");
        await().atMost(PATIENCE)
                .until(() -> notifier.of("i1").stream()
                        .anyMatch(delivery -> delivery.answer().equals("no connection")));
        bench.story.recovered("i1");
        await().atMost(PATIENCE).until(() -> notifier.of("i1").size() == 2);

        well.set(true);

        await().atMost(PATIENCE).until(() -> bench.sent.size() == 2);
        assertThat(first().lead()).doesNotContain("recovered");
        assertThat(second().lead()).startsWith("Recovered: ");
    }

    /** An outbox with the opening of an incident, which its owner has in its hands. */
    private Outbox openingIn(String owner) {
        bench.story.opened("i1", "webshop");
        Outbox outbox = new Outbox(bench.database);
        outbox.advance(0, 1, List.of(new Outbox.Order.Open(1, "i1", List.of(new Outbox.Addressee("night1", "s")))));
        assertThat(outbox.claim(outbox.queue().heads(), owner)).hasSize(1);
        return outbox;
    }

    private Message first() {
        return bench.sent.get(0).message();
    }

    private Message second() {
        return bench.sent.get(1).message();
    }
}
