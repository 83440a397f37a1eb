package org.hinoban.deployment.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all bundles and at the folder for them, and says once, and on the pages as long as it lasts, what is wrong. */
@Component(immediate = true)
public final class Watcher implements NoticeSource {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A bundle that comes well is through in two seconds, on a busy machine too. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InstalledBundles bundles;
    private final DeployFolder folder;
    private final Thread thread;

    /** Since when, in {@link System#nanoTime()}. Only the thread looks. */
    private final Map<Trouble, Long> since = new HashMap<>();

    /** What went with an older distribution. Only the thread looks. */
    private final List<Trouble> gone = new ArrayList<>();

    private final List<String> again;

    private volatile List<Trouble> lasting = List.of();

    @Activate
    public Watcher(BundleContext context) {
        String deploy = context.getProperty("hinoban.deploy");
        this.folder = new DeployFolder(Path.of(deploy == null ? "deploy" : deploy));
        this.bundles = new InstalledBundles(context, folder.location());
        String went = context.getProperty("hinoban.gone");
        this.again = went == null || went.isEmpty() ? List.of() : List.of(went.split("\n"));
        this.thread = new Thread(this::run, "hinoban-deployment");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() {
        thread.interrupt();
    }

    @Override
    public List<Notice> notices() {
        return lasting.stream()
                .map(trouble -> new Notice(trouble.text(), false))
                .toList();
    }

    private void run() {
        try {
            gone.addAll(bundles.installAgain(again));
            while (!Thread.currentThread().isInterrupted()) {
                look(System.nanoTime());
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // What a framework says that is being stopped.
            LOG.debug("No more to look at", e);
        }
    }

    private void look(long now) {
        List<Trouble> found = new ArrayList<>(bundles.troubles());
        found.addAll(folder.troubles(bundles.locations()));
        found.addAll(gone);
        since.keySet().retainAll(Set.copyOf(found));
        found.forEach(trouble -> since.putIfAbsent(trouble, now));
        found.removeIf(trouble -> now - since.getOrDefault(trouble, now) < PATIENCE.toNanos());
        List<Trouble> before = lasting;
        lasting = List.copyOf(found);
        found.stream().filter(trouble -> !before.contains(trouble)).forEach(trouble -> LOG.warn("{}", trouble));
        before.stream()
                .filter(trouble -> !found.contains(trouble))
                .forEach(trouble -> LOG.info("No longer: {}", trouble));
        if (found.stream().anyMatch(trouble -> trouble.kind() == Trouble.Kind.HANGS)) {
            bundles.startThoseBehind();
        }
    }
}
