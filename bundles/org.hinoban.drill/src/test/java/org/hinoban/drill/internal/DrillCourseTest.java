package org.hinoban.drill.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.server.State;
import org.hinoban.delivery.Deliveries;
import org.hinoban.drill.Drills.Order;
import org.hinoban.drill.Report;
import org.hinoban.drill.Step;
import org.hinoban.drill.Step.Name;
import org.hinoban.store.Database;
import org.hinoban.store.testing.DatabaseOnFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrillCourseTest {
    @TempDir
    Path folder;

    private final Scene scene = new Scene();
    private final List<Step> seen = new ArrayList<>();
    private DatabaseOnFile file;
    private Database database;
    private DrillTable table;
    private DrillEnd end;

    @BeforeEach
    void open() {
        file = DatabaseOnFile.open(folder.resolve("hinoban.db"));
        database = file.of("org.hinoban.drill", DrillTable.class);
        table = new DrillTable(database);
        end = new DrillEnd(scene, table);
        scene.recipient("mika");
    }

    @AfterEach
    void close() {
        end.close();
        file.close();
    }

    @Test
    void timesEachStepAndEndsTheFault() throws InterruptedException {
        scene.fate = Scene::accepted;
        Report report = hold(scene, Duration.ZERO);
        assertThat(report.passed()).isTrue();
        assertThat(report.told()).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(report.steps())
                .isEqualTo(seen)
                .extracting(Step::name)
                .containsExactly(Name.STORED, Name.QUEUED, Name.CLAIMED, Name.ACCEPTED, Name.RECOVERED);
        assertThat(report.steps().get(3).took()).isEqualTo(Duration.ofMillis(28));
        assertEnded();
    }

    @Test
    void saysWhichStepFailedAndWhatToTry() throws InterruptedException {
        scene.fate = delivery -> Scene.with(delivery, delivery.created(), null, true, "550 no such user");
        assertFails(scene, Name.ACCEPTED, "org.hinoban.notification.recipient-mika.cfg");
        scene.fate = delivery -> Scene.with(delivery, delivery.created(), null, false, "connection refused");
        assertFails(scene, Name.ACCEPTED, "hinoban:mail-test");
        scene.fate = delivery -> delivery;
        assertFails(scene, Name.CLAIMED, "dispatcher");
        scene.writing = false;
        assertFails(scene, Name.QUEUED, "event log");
        scene.recipients.clear();
        assertFails(scene, Name.QUEUED, "No recipient");
        assertFails(null, Name.QUEUED, "hinoban-notification");
    }

    @Test
    void endsTheFaultLaterWhenItCannotBeStoredNow() throws InterruptedException {
        scene.storing = false;
        Report report = hold(scene, Duration.ZERO);
        assertThat(report.failed()).isEqualTo(Name.STORED);
        assertThat(report.advice()).contains("database");
        assertThat(table.unended()).hasSize(1);
        scene.storing = true;
        pass();
        await().atMost(Duration.ofSeconds(60)).until(() -> table.unended().isEmpty());
    }

    @Test
    void leavesTheFaultToWhoPractisesAndSaysWhoRepairedIt() throws InterruptedException {
        scene.fate = Scene::accepted;
        DrillRow drill = begin();
        DrillCourse course = new DrillCourse(chain(scene), order(Duration.ofSeconds(60)), drill, step -> {
            seen.add(step);
            if (step.name() == Name.ACCEPTED) {
                repair(drill);
            }
        });
        Report report = course.run();
        assertThat(report.passed()).isTrue();
        assertThat(seen).anySatisfy(step -> {
            assertThat(step.name()).isEqualTo(Name.REPAIRED);
            assertThat(step.detail()).isEqualTo("by noa");
        });
        assertEnded();
    }

    @Test
    void beginsNoSecondDrillAndEndsOneThatWasLeftBehind() {
        DrillRow first = begin();
        assertThat(table.begin("web01", "admin")).isEmpty();
        assertThat(table.on()).contains(first);
        pass();
        assertThat(table.on()).isEmpty();
        DrillEnd after = new DrillEnd(scene, table);
        await().atMost(Duration.ofSeconds(60)).until(() -> table.unended().isEmpty());
        after.close();
        assertThat(table.begin("web01", "admin")).map(DrillRow::number).contains(2L);
    }

    @Test
    void forgetsWhatIsOldAndOverAndGoesOnCounting() {
        DrillRow old = begin();
        table.end(old);
        file.setClock(now -> now + Duration.ofDays(2).toMillis());
        DrillRow young = begin();
        table.end(young);
        DrillRow on = begin();
        file.setClock(now -> now + Duration.ofDays(3).toMillis());

        assertThat(table.forget(Duration.ofDays(1).plusHours(1))).isEqualTo(1);
        assertThat(table.forget(Duration.ofDays(1).plusHours(1))).isZero();
        assertThat(table.find("web01", "1")).isEmpty();
        assertThat(table.find("web01", "2")).contains(young);

        assertThat(table.forget(Duration.ofHours(1))).isEqualTo(1);
        assertThat(table.unended()).containsExactly(on);
        table.end(on);
        assertThat(begin().number()).isEqualTo(4);
    }

    private void repair(DrillRow drill) {
        try {
            end.repair(drill, "noa");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever held a drill has not been heard of for too long. */
    private void pass() {
        database.write(sql -> sql.update("UPDATE drill_drill SET deadline = 1 WHERE ended IS NULL"));
    }

    private void assertFails(@Nullable Deliveries deliveries, Name step, String advice) throws InterruptedException {
        Report report = hold(deliveries, Duration.ZERO);
        assertThat(report.failed()).isEqualTo(step);
        assertThat(report.told()).isNull();
        assertThat(report.advice()).contains(advice);
        assertEnded();
    }

    private void assertEnded() {
        Observation.Changed last = (Observation.Changed)
                scene.reports.get(scene.reports.size() - 1).observation();
        assertThat(last.state()).isEqualTo(State.NORMAL);
        assertThat(table.unended()).isEmpty();
    }

    private Report hold(@Nullable Deliveries deliveries, Duration practice) throws InterruptedException {
        return new DrillCourse(chain(deliveries), order(practice), begin(), seen::add).run();
    }

    private DrillRow begin() {
        return table.begin("web01", "admin").orElseThrow();
    }

    private Chain chain(@Nullable Deliveries deliveries) {
        return new Chain(scene, scene, table, end, () -> deliveries, () -> false, Duration.ofMillis(200));
    }

    private static Order order(Duration practice) {
        return new Order("web01", Optional.empty(), practice, "admin");
    }
}
