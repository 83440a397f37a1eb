package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The manager is killed at each place between a fault and the row that says that everybody was told. */
final class NamedPlacesITest {
    @Test
    void losesNothingWhereverItIsKilled() throws IOException, InterruptedException, LostException {
        try (Storage storage = Storage.sqlite();
                Storm storm = new Storm(storage, 6, 1)) {
            Storm.Outcome outcome = storm.killAt(Point.ALL);
            outcome.write("killed-at-places", "SQLite");
            assertThat(outcome.failures()).isEmpty();
        }
    }
}
