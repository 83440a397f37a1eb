package org.hinoban.connector.local.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.text.Text;
import org.hinoban.connector.local.internal.Spool.Standing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether what happens on this machine is taken in. */
@Component
@HealthPart(name = "connector-local")
public final class ConnectorVitals implements HealthCheck, MeasureSource {
    /** Several times what the sender rests between two tries, and a host between two looks. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LocalConnector connector;

    @Activate
    public ConnectorVitals(@Reference LocalConnector connector) {
        this.connector = connector;
    }

    @Override
    public Finding check() {
        return connector
                .watch()
                .map(watch -> judge(watch.silence(), watch.standing()))
                .orElseGet(() -> Finding.sound(text("health.off", "This machine is not watched")));
    }

    static Finding judge(Duration silence, Standing standing) {
        if (silence.compareTo(LONGEST) > 0) {
            return Finding.broken(text(
                    "health.silent",
                    "This machine has not been looked at for {0} s; see the log",
                    silence.toSeconds()));
        }
        if (!standing.written()) {
            return Finding.broken(text("health.unwritten", "Its reports cannot be written to disk; see the log"));
        }
        if (standing.waiting() > 0 && standing.since().compareTo(LONGEST) > 0) {
            return Finding.broken(text(
                    "health.waiting",
                    "{0} reports have not been taken in for {1} s",
                    standing.waiting(),
                    standing.since().toSeconds()));
        }
        return Finding.sound(text("health.taken", "This machine is watched, and its reports are taken in"));
    }

    @Override
    public List<Measure> measures() {
        Optional<Standing> watched = connector.watch().map(Watch::standing);
        if (watched.isEmpty()) {
            return List.of(enabled(0));
        }
        Standing standing = watched.get();
        return List.of(
                enabled(1),
                Measure.gauge(
                        "hinoban_spool_reports",
                        "Reports that have not been taken in yet.",
                        List.of(Measure.Sample.of("connector", "local", standing.waiting()))),
                Measure.gauge(
                        "hinoban_spool_bytes",
                        "Size of the file with the reports that have not been taken in yet.",
                        List.of(Measure.Sample.of("connector", "local", (double) standing.bytes()))));
    }

    private static Measure enabled(int value) {
        return Measure.gauge(
                "hinoban_connector_enabled",
                "Whether a connector watches something (1) or is switched off (0).",
                List.of(Measure.Sample.of("connector", "local", value)));
    }

    private static Text text(String key, String english, Object... arguments) {
        return Text.of("org.hinoban.connector.local", key, english, arguments);
    }
}
