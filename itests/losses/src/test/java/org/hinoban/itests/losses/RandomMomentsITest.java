package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The manager is killed whenever it happens. The long form is {@code ./hinoban bench faults}. */
final class RandomMomentsITest {
    @Test
    void losesNothingWheneverItIsKilledOnPostgreSql() throws IOException, InterruptedException, LostException {
        try (Storage storage = Storage.postgreSql();
                Storm storm = new Storm(storage, 10, 2)) {
            Storm.Outcome outcome = storm.rage(3, Duration.ofSeconds(6));
            outcome.write("killed-at-random", "PostgreSQL");
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.kills()).isPositive();
        }
    }
}
