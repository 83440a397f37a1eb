package org.hinoban.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hinoban.itests.tools.Figures;
import org.hinoban.itests.tools.Starts;
import org.junit.jupiter.api.Test;

/** A first boot that hangs now and then would be found by nobody who starts once. */
final class StartsITest {
    private static final int COLD = 10;
    private static final int WARM = 2;

    @Test
    void noStartHangs() throws IOException, InterruptedException {
        Starts cold = Starts.cold(COLD, System.out::println);
        Starts warm = Starts.warm(WARM, System.out::println);
        assertThat(cold.seconds()).hasSize(COLD);
        assertThat(warm.seconds()).hasSize(WARM);
        new Figures("starts", "start", "count", "shortest s", "median s", "longest s", "processor s")
                .row(
                        "cold",
                        COLD,
                        cold.seconds().get(0),
                        cold.median(),
                        cold.seconds().get(COLD - 1),
                        cold.medianProcessorSeconds())
                .row(
                        "warm",
                        WARM,
                        warm.seconds().get(0),
                        warm.median(),
                        warm.seconds().get(WARM - 1),
                        warm.medianProcessorSeconds())
                .write();
    }
}
