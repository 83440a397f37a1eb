package org.hinoban.deployment.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what comes into the folder. Looks at all bundles and at the folder, and says once, and on the pages as long as it
 * lasts, what is wrong.
 */
@Component(immediate = true)
public final class Watcher implements NoticeSource {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A bundle that comes well is through in two seconds, on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BundleContext context;
    private final Duration pause;
    private final Duration patience;
    private final InstalledBundles bundles;
    private final DeployFolder folder;
    private final Semaphore news = new Semaphore(0);
    private final BundleListener listener = this::changed;
    private final FrameworkListener framework = this::changed;
    private final Thread thread;

    /** Since when, in {@link System#nanoTime()}. Only the thread looks. */
    private final Map<Trouble, Long> since = new HashMap<>();

    /** What went with an older distribution. Only the thread looks. */
    private final List<Trouble> gone = new ArrayList<>();

    private final List<String> again;

    private volatile List<Trouble> lasting = List.of();

    @Activate
    public Watcher(BundleContext context) {
        this(context, PAUSE, PATIENCE);
    }

    /** @param pause from one look to the next */
    Watcher(BundleContext context, Duration pause, Duration patience) {
        this.context = context;
        this.pause = pause;
        this.patience = patience;
        String deploy = context.getProperty("hinoban.deploy");
        this.folder = new DeployFolder(Path.of(deploy == null ? "deploy" : deploy));
        this.bundles = new InstalledBundles(context, folder.location());
        String went = context.getProperty("hinoban.gone");
        this.again = went == null || went.isEmpty() ? List.of() : List.of(went.split("\n"));
        this.thread = new Thread(this::run, "hinoban-deployment");
        thread.setDaemon(true);
        bundles.uninstallLost(folder::hasLost);
        context.addBundleListener(listener);
        context.addFrameworkListener(framework);
        thread.start();
    }

    @Deactivate
    void close() {
        context.removeBundleListener(listener);
        context.removeFrameworkListener(framework);
        thread.interrupt();
    }

    private void changed(BundleEvent event) {
        bundles.changed(event);
        news.release();
    }

    private void changed(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
            bundles.refreshed();
        }
        news.release();
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
            while (true) {
                look(System.nanoTime());
                awaitNextLook();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // What a framework says that is being stopped.
            LOG.debug("No more to look at", e);
        }
    }

    /** What comes meanwhile is started at once. */
    private void awaitNextLook() throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        do {
            news.drainPermits();
            bundles.startNew();
        } while (news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    private void look(long now) {
        List<Trouble> found = new ArrayList<>(bundles.troubles());
        found.addAll(folder.troubles(bundles.locations()));
        found.addAll(gone);
        since.keySet().retainAll(Set.copyOf(found));
        found.forEach(trouble -> since.putIfAbsent(trouble, now));
        found.removeIf(trouble -> now - since.getOrDefault(trouble, now) < patience.toNanos());
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
