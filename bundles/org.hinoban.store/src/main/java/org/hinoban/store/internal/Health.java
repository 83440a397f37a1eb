package org.hinoban.store.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database works: said once in the log, and on the pages for as long as it does not. */
@Component(service = {Health.class, NoticeSource.class})
public final class Health implements NoticeSource {
    static final String BUNDLE = "org.hinoban.store";
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final AtomicReference<@Nullable Failing> failing = new AtomicReference<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private volatile String missing = "";

    @Activate
    public Health() {}

    void fails(Trouble now, String reason) {
        Failing before = failing.get();
        if ((before == null || before.trouble != now)
                && failing.compareAndSet(before, new Failing(now, Instant.now().truncatedTo(ChronoUnit.SECONDS)))) {
            LOG.error("The database does not work, {}. ({})", now.words, reason);
        }
    }

    /** What the file of the data source lacks; empty if nothing. */
    void misses(String now) {
        missing = now;
    }

    /** No data source came of the configuration. */
    void unconfigured() {
        fails(
                Trouble.UNCONFIGURED,
                missing.isEmpty()
                        ? "there is no such file, its driver does not exist, or its user or password is wrong"
                        : missing);
    }

    /** Another database is used from now on. */
    void begins() {
        refused.clear();
        Failing last = failing.get();
        if (last != null && last.trouble == Trouble.UNCONFIGURED) {
            failing.compareAndSet(last, null);
        }
    }

    /** A transaction that wrote succeeded. */
    void writes() {
        if (failing.get() != null && failing.getAndSet(null) != null) {
            LOG.info("The database works again.");
        }
    }

    /** Reading succeeded, which a full or locked database lets one do all the same. */
    void reads() {
        Failing now = failing.get();
        if (now != null && (now.trouble == Trouble.AWAY || now.trouble == Trouble.UNREADABLE)) {
            writes();
        }
    }

    /** The tables of a bundle do not fit the bundle. */
    void refuses(String bundle, String reason) {
        if (!reason.equals(refused.put(bundle, reason))) {
            LOG.error("{} gets no database: {}", bundle, reason);
        }
    }

    void accepts(String bundle) {
        refused.remove(bundle);
    }

    /** What is wrong with the database and since when; nothing if it works. */
    Optional<Text> trouble() {
        return Optional.ofNullable(failing.get())
                .map(now -> Text.of(
                        BUNDLE,
                        "notice." + now.trouble.key,
                        "The database: " + now.trouble.words + " (since {0})",
                        now.since));
    }

    @Override
    public List<Notice> notices() {
        Optional<Text> now = trouble();
        if (now.isPresent()) {
            return List.of(new Notice(now.get(), true));
        }
        return refused.keySet().stream()
                .sorted()
                .map(bundle -> new Notice(
                        Text.of(BUNDLE, "notice.refused", "The tables of {0} do not fit it; see the log", bundle),
                        true))
                .toList();
    }

    private record Failing(Trouble trouble, Instant since) {}
}
