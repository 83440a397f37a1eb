package org.hinoban.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateTest {
    @Test
    void theWorstComesInTheOrderAbnormalUnknownWarningNormal() {
        assertThat(State.worst(Stream.of(State.NORMAL, State.WARNING))).isEqualTo(State.WARNING);
        assertThat(State.worst(Stream.of(State.UNKNOWN, State.WARNING))).isEqualTo(State.UNKNOWN);
        assertThat(State.worst(Stream.of(State.values()))).isEqualTo(State.ABNORMAL);
        assertThat(State.worst(Stream.empty())).isEqualTo(State.NORMAL);
    }

    @Test
    void itsWordLeadsBackToIt() {
        assertThat(State.values())
                .allSatisfy(state -> assertThat(State.ofWord(state.word())).isEqualTo(state));
    }
}
