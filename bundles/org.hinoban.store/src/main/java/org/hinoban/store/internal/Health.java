package org.hinoban.store.internal;

import java.util.List;
import java.util.Map;
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

    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    @Activate
    public Health() {}

    void fails(Trouble now, String reason) {
        if (trouble.getAndSet(now) != now) {
            LOG.error("The database does not work, {}. ({})", now.words, reason);
        }
    }

    /** A transaction that wrote succeeded. */
    void writes() {
        if (trouble.get() != null && trouble.getAndSet(null) != null) {
            LOG.info("The database works again.");
        }
    }

    /** Reading succeeded, which a full or locked database lets one do all the same. */
    void reads() {
        Trouble now = trouble.get();
        if (now == Trouble.AWAY || now == Trouble.UNREADABLE) {
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

    @Override
    public List<Notice> notices() {
        Trouble now = trouble.get();
        if (now != null) {
            return List.of(new Notice(Text.of(BUNDLE, "notice." + now.key, "The database: " + now.words), true));
        }
        return refused.keySet().stream()
                .sorted()
                .map(bundle -> new Notice(
                        Text.of(BUNDLE, "notice.refused", "The tables of {0} do not fit it; see the log", bundle),
                        true))
                .toList();
    }
}
