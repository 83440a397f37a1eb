package org.hinoban.itests.losses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL at the places where a transaction is under way or just done; what is between is the same. */
final class NamedPlacesOnPostgreSqlITest {
    @Test
    void losesNothingWhereverItIsKilledBesideATransaction() throws IOException, InterruptedException, LostException {
        try (Storage storage = Storage.postgreSql();
                Storm storm = new Storm(storage, 6, 3)) {
            Storm.Outcome outcome = storm.killAt(Point.OF_TRANSACTIONS);
            outcome.write("killed-at-places-postgresql", "PostgreSQL");
            assertThat(outcome.failures()).isEmpty();
        }
    }
}
