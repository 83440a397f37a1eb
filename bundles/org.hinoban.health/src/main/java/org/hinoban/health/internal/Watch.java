package org.hinoban.health.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.Vitals;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.measure.Tally;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.Configurations;
import org.hinoban.health.internal.DeadMan.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Watches over the manager itself. It holds references, and gets a service only to call it. */
@Component(
        immediate = true,
        service = {Vitals.class, MeasureSource.class, NoticeSource.class, SynchronousConfigurationListener.class})
public final class Watch implements Vitals, MeasureSource, NoticeSource, SynchronousConfigurationListener {
    static final String BUNDLE = "org.hinoban.health";

    /** One for each: a service may be both a check and a source, and is asked for both at the same time. */
    private final Errands looking;

    private final Errands gathered;
    private final Checks checks;
    private final Gathering gathering;
    private final Configurations<Settings> settings;
    private final Tally signs = new Tally(
                    "hinoban_deadman_signs_total", "Signs of life by what became of them.", "outcome")
            .expect("taken")
            .expect("failed")
            .expect("withheld");

    /** What the dead man was made with; guarded by this. */
    private Settings current = Settings.USUAL;

    private volatile @Nullable DeadMan deadMan;

    @Activate
    public Watch(BundleContext context, @Reference ConfigurationAdmin admin) {
        this(context, new Configurations<>(admin, BUNDLE, Settings::read), Checks.WAIT, Gathering.WAIT);
    }

    Watch(BundleContext context, Configurations<Settings> settings, Duration waitForChecks, Duration waitForMeasures) {
        this.looking = new Errands(context);
        this.gathered = new Errands(context);
        this.checks = new Checks(looking, waitForChecks);
        this.gathering = new Gathering(gathered, waitForMeasures);
        this.settings = settings;
        apply();
    }

    @Reference(
            service = HealthCheck.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addCheck")
    void addCheck(ServiceReference<HealthCheck> reference) {
        checks.put(reference);
    }

    void removeCheck(ServiceReference<HealthCheck> reference) {
        checks.remove(reference);
    }

    @Reference(
            service = MeasureSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addMeasures")
    void addMeasures(ServiceReference<MeasureSource> reference) {
        gathering.put(reference);
    }

    void removeMeasures(ServiceReference<MeasureSource> reference) {
        gathering.remove(reference);
    }

    @Deactivate
    synchronized void close() {
        end();
        looking.close();
        gathered.close();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (settings.changed(event)) {
            apply();
        }
    }

    private Settings settings() {
        return settings.values().values().stream().findFirst().orElse(Settings.USUAL);
    }

    private synchronized void apply() {
        Settings now = settings();
        if (now.url().equals(current.url()) && now.interval().equals(current.interval())) {
            return;
        }
        end();
        current = now;
        now.url()
                .ifPresent(url ->
                        deadMan = new DeadMan(url, now.interval(), () -> checks.now(now.interval()), signs::count));
    }

    private void end() {
        DeadMan before = deadMan;
        deadMan = null;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public List<Part> parts() throws InterruptedException {
        return checks.now(settings().interval());
    }

    @Override
    public String metrics() throws InterruptedException {
        Collection<Measure> measures = new ArrayList<>(gathering.measures());
        measures.add(Measure.gauge(
                "hinoban_part_sound",
                "Whether a part of the manager does its work (1) or not (0), as /healthz tells.",
                checks.lately(Settings.USUAL.interval()).stream()
                        .map(part -> Sample.of("part", part.name(), part.isSound() ? 1 : 0))
                        .toList()));
        return PrometheusText.write(measures);
    }

    @Override
    public List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        measures.add(signs.measure());
        DeadMan sender = deadMan;
        if (sender != null) {
            sender.taken()
                    .ifPresent(at -> measures.add(Measure.gauge(
                            "hinoban_deadman_last_taken_timestamp_seconds",
                            "When a sign of life was taken last, since 1970.",
                            at.toEpochMilli() / 1000.0)));
        }
        return measures;
    }

    @Override
    public boolean isToken(String text) {
        Optional<Path> file = settings().tokenFile();
        if (file.isEmpty() || text.isEmpty() || isOpen(file.get())) {
            return false;
        }
        try {
            // read for each scrape, so that a new token needs nothing else
            byte[] token = Files.readString(file.get()).strip().getBytes(StandardCharsets.UTF_8);
            return token.length > 0 && MessageDigest.isEqual(token, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<Text> signOfLife() {
        DeadMan sender = deadMan;
        return sender == null ? Optional.empty() : Optional.of(words(sender));
    }

    private static Text words(DeadMan sender) {
        Result result = sender.result().orElse(null);
        String host = sender.host();
        if (result instanceof Result.Taken sent) {
            return Text.of(BUNDLE, "deadman.taken", "{0} took a sign of life at {1}", host, sent.at());
        }
        if (result instanceof Result.NotTaken failed) {
            return Text.of(
                    BUNDLE,
                    "deadman.failed",
                    "{0} did not take the sign of life at {1}: {2}",
                    host,
                    failed.at(),
                    failed.answer());
        }
        if (result instanceof Result.Withheld withheld) {
            return Text.of(
                    BUNDLE,
                    "deadman.withheld",
                    "No sign of life is sent to {0} since {1}, because of: {2}",
                    host,
                    withheld.since(),
                    String.join(", ", withheld.parts()));
        }
        return Text.of(BUNDLE, "deadman.soon", "The first sign of life to {0} is being sent", host);
    }

    @Override
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>(settings.notices());
        DeadMan sender = deadMan;
        if (sender != null && sender.result().orElse(null) instanceof Result.NotTaken) {
            notices.add(new Notice(words(sender), false));
        }
        settings()
                .tokenFile()
                .filter(file -> isOpen(file) || !Files.isReadable(file))
                .ifPresent(file -> notices.add(new Notice(
                        Text.of(
                                BUNDLE,
                                "token.file",
                                "The token file {0} is not used: it has to exist and be readable by the manager only"
                                        + " (chmod 600 {0})",
                                file),
                        false)));
        return notices;
    }

    /** Whether others could read it too. */
    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .map(PosixFilePermission::name)
                    .anyMatch(permission -> !permission.startsWith("OWNER_"));
        } catch (IOException e) {
            // then it cannot be read at all
            return false;
        }
    }
}
