package org.hinoban.incident.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hinoban.api.fault.Observation.Noted;
import org.hinoban.api.server.State;
import org.hinoban.incident.Event;
import org.junit.jupiter.api.Test;

/** What is forgotten of the past, and what is not. */
final class PastIncidentsTest extends OnIncidents {
    @Test
    void forgetsWhatHasLongBeenOverAndThatNobodyNeeds() throws Exception {
        PastIncidents past = new PastIncidents(chronicle);
        report(gone("1"));
        report(running());
        report(filesystem(State.ABNORMAL, "96 %"));
        report(new Noted(CPU, RUNNING, Map.of(), NOON));
        events.needsNoMore("pages", 4);
        events.needsNoMore("pages", 3);
        file.setClock(now -> now + Duration.ofDays(2).toMillis());
        report(gone("2"));
        report(running());
        Duration day = Duration.ofDays(1);

        assertThat(past.forget(day)).isEqualTo(3);
        assertThat(past.forget(day)).isZero();
        assertThat(events.after(0, 10)).extracting(Event::position).containsExactly(3L, 4L, 5L, 6L);
        assertThat(incidents.past(null, 10)).hasSize(1);
        assertThat(incidents.open()).hasSize(1);

        events.needsNoMore("pages", 6);
        assertThat(past.forget(day)).isEqualTo(1);
        assertThat(past.forget(Duration.ofDays(-1))).isEqualTo(3);
        assertThat(events.after(0, 10)).extracting(Event::position).containsExactly(3L);
        assertThat(events.last()).isEqualTo(6);
        assertThat(incidents.find(incidents.open().get(0).id())).isPresent();
    }

    @Test
    void forgetsNothingThatNobodyHasSaidToNeedNoMore() throws Exception {
        report(gone("1"));
        report(running());

        assertThat(new PastIncidents(chronicle).forget(Duration.ofDays(-1))).isZero();
    }
}
