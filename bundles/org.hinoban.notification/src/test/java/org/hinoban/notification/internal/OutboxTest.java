package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten of old messages. */
final class OutboxTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private Bench bench;
    private Outbox outbox;
    private long events;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        outbox = new Outbox(bench.database);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void forgetsWhoWasToldLongAgoButNothingOfAnOpenIncident() {
        opened("over");
        recovered("over");
        opened("open");
        opened("waiting");
        settleAll();
        recovered("waiting");
        age();
        opened("young");
        recovered("young");
        settleAll();

        assertThat(outbox.forget(MONTH, OutboxTest::isOver)).isEqualTo(2);

        assertThat(outbox.of("over")).isEmpty();
        assertThat(outbox.of("open")).hasSize(1);
        assertThat(outbox.of("waiting")).hasSize(2);
        assertThat(outbox.of("young")).hasSize(2);
        assertThat(outbox.forget(MONTH, OutboxTest::isOver)).isZero();
    }

    @Test
    void needsTheEventsOfWhatWaits() {
        opened("over");
        settleAll();
        assertThat(outbox.needless()).isEqualTo(1);
        opened("waiting");
        recovered("over");

        assertThat(outbox.needless()).isEqualTo(1);

        settleAll();
        assertThat(outbox.needless()).isEqualTo(3);
    }

    private static boolean isOver(String incident) {
        return !incident.equals("open");
    }

    private void opened(String incident) {
        add(new Outbox.Order.Open(events + 1, incident, List.of(new Outbox.Addressee("night1", "s"))));
    }

    private void recovered(String incident) {
        add(new Outbox.Order.Follow(events + 1, incident, Row.RECOVERED, null));
    }

    private void add(Outbox.Order order) {
        assertThat(outbox.advance(events, events + 1, List.of(order))).isTrue();
        events++;
    }

    private void settleAll() {
        for (List<Row> heads = outbox.queue().heads();
                !heads.isEmpty();
                heads = outbox.queue().heads()) {
            heads.forEach(row -> outbox.settle(row, Row.ACCEPTED, "250"));
        }
    }

    private void age() {
        bench.database.write(sql -> sql.update(
                "UPDATE notification_delivery SET created = created - ?, settled = settled - ?",
                MONTH.toMillis() * 2,
                MONTH.toMillis() * 2));
    }
}
