package org.hinoban.incident.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Observation.Changed;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.junit.jupiter.api.Test;

/** The database's clock is set while faults come and go. */
final class ClockTest extends OnIncidents {
    @Test
    void givesEachIncidentAMomentOfItsOwnWhateverTheClockDoes() throws Exception {
        long noon = NOON.toEpochMilli();
        for (long now : new long[] {noon, noon, noon, noon + 1, noon - 1, noon + 9}) {
            file.setClock(real -> now);
            report(new Changed(
                    ComponentPath.of("software", "service", "shop" + sequence),
                    State.ABNORMAL,
                    GONE,
                    Map.of(),
                    NOON,
                    List.of()));
        }

        assertThat(events.after(0, 10))
                .extracting(event -> incidents
                                .find(event.incident())
                                .orElseThrow()
                                .received()
                                .toEpochMilli()
                        - noon)
                .containsExactly(0L, 1L, 2L, 3L, -1L, 9L);
    }

    @Test
    void losesNothingAndKeepsTheOrderOfTheLogWhenTheClockIsSetBack() throws Exception {
        report(gone("1"));
        file.setClock(now -> now - Duration.ofDays(1_000).toMillis());
        report(filesystem(State.ABNORMAL, "96 %"));
        report(running());
        stop();
        start();
        file.setClock(now -> now - Duration.ofDays(2_000).toMillis());
        report(filesystem(State.NORMAL, "40 %"));

        assertThat(types())
                .containsExactly(Event.Type.OPENED, Event.Type.OPENED, Event.Type.RECOVERED, Event.Type.RECOVERED);
        assertThat(incidents.open()).isEmpty();
        assertThat(incidents.past(null, 10)).extracting(Incident::component).containsExactly(SHOP, VAR);
        assertThat(incidents.timeline(incidents.past(null, 1).get(0)))
                .extracting(Event::type)
                .containsExactly(Event.Type.OPENED, Event.Type.RECOVERED);
    }
}
