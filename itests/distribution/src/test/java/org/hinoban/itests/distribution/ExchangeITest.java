package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.hinoban.itests.tools.Exchange;
import org.hinoban.itests.tools.Inside;
import org.junit.jupiter.api.Test;

/** What can go while faults occur, goes and comes again. */
final class ExchangeITest {
    private static final int ROUNDS = 3;
    private static final Exchange.Plan PLAN = new Exchange.Plan(Duration.ofSeconds(3), Duration.ofMillis(500), ROUNDS);

    @Test
    void nothingIsLostOrToldTwiceAndNothingStaysBehind() throws IOException, InterruptedException {
        Exchange.Result result = Exchange.run(PLAN, System.out::println);
        assertThat(result.faults()).isEqualTo(ROUNDS * Exchange.BUNDLES.size());
        // The first round makes what is made once.
        Inside first = result.rounds().get(0);
        Inside last = result.rounds().get(ROUNDS - 1);
        assertThat(last.loaders()).as("class loaders of bundles").isEqualTo(first.loaders());
        assertThat(last.moreThreadsThan(first, ROUNDS - 1))
                .as("threads that each round leaves behind")
                .isEmpty();
    }
}
