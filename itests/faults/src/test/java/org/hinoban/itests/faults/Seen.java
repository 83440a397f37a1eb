package org.hinoban.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;

/** The observations of a host, as they came. */
final class Seen implements Consumer<Observation> {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private final List<Observation> all = new CopyOnWriteArrayList<>();

    @Override
    public void accept(Observation observation) {
        all.add(observation);
    }

    List<Observation.Whole> wholes() {
        return only(Observation.Whole.class);
    }

    List<Observation.Changed> changes(String service) {
        return changes(path(service));
    }

    private List<Observation.Changed> changes(ComponentPath component) {
        return only(Observation.Changed.class).stream()
                .filter(change -> change.component().equals(component))
                .toList();
    }

    List<Observation.Changed> faults(String service) {
        return changes(service).stream()
                .filter(change -> change.state() == State.ABNORMAL)
                .toList();
    }

    List<Observation.Changed> allFaults() {
        return only(Observation.Changed.class).stream()
                .filter(change -> change.state() == State.ABNORMAL)
                .toList();
    }

    Optional<Observation.Changed> last(String service) {
        return lastOf(path(service));
    }

    Optional<Observation.Changed> lastOf(ComponentPath component) {
        List<Observation.Changed> changes = changes(component);
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
    }

    Observation.Changed fault(String service) {
        await().untilAsserted(() -> assertThat(faults(service)).isNotEmpty());
        return faults(service).get(0);
    }

    void awaitNormal(String service) {
        await().untilAsserted(() -> assertThat(last(service))
                .hasValueSatisfying(change -> assertThat(change.state()).isEqualTo(State.NORMAL)));
    }

    long notes(String service, Kind kind) {
        return only(Observation.Noted.class).stream()
                .filter(note ->
                        note.component().equals(path(service)) && note.kind().equals(kind))
                .count();
    }

    void awaitNote(String service, Kind kind) {
        awaitNotes(service, kind, 1);
    }

    void awaitNotes(String service, Kind kind, int count) {
        await().untilAsserted(() -> assertThat(notes(service, kind)).isEqualTo(count));
    }

    private <T> List<T> only(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static ComponentPath path(String service) {
        return ComponentPath.of("software", "service", service);
    }
}
