package org.hinoban.health.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.health.Vitals.Part;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.Configurations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** In a real framework: parts that answer, fail and hang. */
final class WatchTest {
    /** Long for those who answer, short for the test. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final Map<String, String> configured = new HashMap<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private Framework framework;
    private Configurations<Settings> settings;
    private Watch watch;

    @BeforeEach
    void starts() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString()));
        framework.start();
        settings = new Configurations<>(() -> List.of(configured), Watch.BUNDLE, Settings::read);
        watch = new Watch(framework.getBundleContext(), settings, WAIT, WAIT);
    }

    @AfterEach
    void ends() throws Exception {
        hanging.countDown();
        watch.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void namesEachPartWithWhatItSays() throws InterruptedException {
        part("database", () -> Finding.sound(Text.plain("It answers")));
        part("channels", () -> Finding.broken(Text.plain("mail: no route")));
        assertThat(watch.parts())
                .containsExactly(
                        new Part("channels", State.ABNORMAL, Text.plain("mail: no route")),
                        new Part("database", State.NORMAL, Text.plain("It answers")));
    }

    @Test
    void knowsWhoDoesNotAnswerAndKeepsOneThreadForIt() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        part("stuck", () -> {
            calls.incrementAndGet();
            return hang();
        });
        part("database", () -> Finding.sound(Text.plain("It answers")));
        for (int i = 0; i < 2; i++) {
            assertThat(watch.parts())
                    .extracting(Part::name, Part::state)
                    .containsExactly(tuple("database", State.NORMAL), tuple("stuck", State.UNKNOWN));
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void givesAPartThatThrowsAReferenceInsteadOfItsReason() throws InterruptedException {
        part("odd", () -> {
            throw new IllegalStateException("a secret reason");
        });
        Part odd = watch.parts().get(0);
        assertThat(odd.state()).isEqualTo(State.ABNORMAL);
        assertThat(odd.text().inEnglish()).contains("reference in the log: ").doesNotContain("secret");
        assertThat(watch.parts().get(0).text())
                .as("the same as long as it is the same")
                .isEqualTo(odd.text());
    }

    @Test
    void looksAgainOnlyWhenAnAnswerIsOld() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        part("slow-path", () -> {
            calls.incrementAndGet();
            return Finding.sound(Text.plain("open"));
        });
        watch.parts();
        watch.parts();
        assertThat(calls).hasValue(1);
    }

    @Test
    void forgetsAPartThatHasGone() throws InterruptedException {
        ServiceRegistration<HealthCheck> gone = part("menu", () -> Finding.sound(Text.plain("there")));
        assertThat(watch.parts()).hasSize(1);
        ServiceReference<HealthCheck> reference = gone.getReference();
        gone.unregister();
        watch.removeCheck(reference);
        assertThat(watch.parts()).isEmpty();
    }

    @Test
    void showsTheMeasuresOfAllWhoAnswer() throws InterruptedException {
        measures(() -> {
            hang();
            return List.of();
        });
        measures(() -> List.of(Measure.gauge("hinoban_open", "What is open.", 3)));
        part("database", () -> Finding.sound(Text.plain("It answers")));
        assertThat(watch.metrics().lines())
                .contains("hinoban_open 3", "hinoban_part_sound{part=\"database\"} 1")
                .anyMatch(line -> line.startsWith("hinoban_measures_up{"));
    }

    @Test
    void asksOneServiceForItsHealthAndItsMeasuresAtTheSameTime() throws InterruptedException {
        ServiceReference<?> reference = framework
                .getBundleContext()
                .registerService(
                        new String[] {HealthCheck.class.getName(), MeasureSource.class.getName()},
                        new CheckAndSource(),
                        FrameworkUtil.asDictionary(Map.of(HealthPart.NAME, "both")))
                .getReference();
        watch.addCheck(as(reference));
        watch.addMeasures(as(reference));
        assertThat(watch.parts()).extracting(Part::state).containsExactly(State.UNKNOWN);
        assertThat(watch.metrics().lines()).contains("hinoban_both 1");
    }

    @SuppressWarnings("unchecked")
    private static <T> ServiceReference<T> as(ServiceReference<?> reference) {
        return (ServiceReference<T>) reference;
    }

    private final class CheckAndSource implements HealthCheck, MeasureSource {
        @Override
        public Finding check() throws InterruptedException {
            return hang();
        }

        @Override
        public List<Measure> measures() {
            return List.of(Measure.gauge("hinoban_both", "Of both.", 1));
        }
    }

    @Test
    void knowsATokenOnlyFromAFileThatNobodyElseReads() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "s3cret-token\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(watch.isToken("s3cret-token")).as("not configured").isFalse();
        configured.put("metrics.token.file", file.toString());
        settings.read();
        assertThat(watch.isToken("s3cret-token")).isTrue();
        assertThat(watch.isToken("other")).isFalse();
        assertThat(watch.notices()).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(watch.isToken("s3cret-token")).as("others read it").isFalse();
        assertThat(watch.notices()).hasSize(1);
    }

    @Test
    void saysOfABadUrlNothingThatIsSecret() {
        configured.put("deadman.url", "ftp://hc.example/my-secret");
        settings.read();
        assertThat(watch.notices()).hasSize(1);
        assertThat(watch.notices().get(0).text().inEnglish())
                .contains("deadman.url")
                .doesNotContain("my-secret");
        assertThat(watch.signOfLife()).isEmpty();
    }

    private Finding hang() throws InterruptedException {
        hanging.await();
        return Finding.sound(Text.plain("at last"));
    }

    private ServiceRegistration<HealthCheck> part(String name, HealthCheck check) {
        Dictionary<String, Object> properties =
                FrameworkUtil.asDictionary(Map.of(HealthPart.NAME, name, HealthPart.SECONDS, 60));
        ServiceRegistration<HealthCheck> registration =
                framework.getBundleContext().registerService(HealthCheck.class, check, properties);
        watch.addCheck(registration.getReference());
        return registration;
    }

    private void measures(MeasureSource source) {
        watch.addMeasures(framework
                .getBundleContext()
                .registerService(MeasureSource.class, source, null)
                .getReference());
    }
}
