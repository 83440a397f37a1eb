package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The manager is killed; nobody misses anything. */
final class KillsITest {
    @Test
    void losesNothingWhereverItIsKilled() throws IOException, InterruptedException, LostException {
        try (Storm storm = new Storm(Storage.SQLITE, 6, 1)) {
            Storm.Outcome outcome = storm.killAt(Point.ALL);
            assertThat(outcome.complaints()).isEmpty();
        }
    }

    @Test
    void losesNothingWheneverItIsKilled() throws IOException, InterruptedException, LostException {
        try (Storm storm = new Storm(Storage.SQLITE, 10, 2)) {
            Storm.Outcome outcome = storm.rage(3, Duration.ofSeconds(8));
            assertThat(outcome.complaints()).isEmpty();
        }
    }
}
