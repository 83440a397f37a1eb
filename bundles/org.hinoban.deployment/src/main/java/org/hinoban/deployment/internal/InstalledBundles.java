package org.hinoban.deployment.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of the framework: starts those that File Install takes from the folder, and knows which are not what they are
 * meant to be. File Install itself starts none, since it has one thread, and one bundle that hangs would end all coming and
 * going by the folder.
 */
final class InstalledBundles {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledBundles.class);

    /** File Install refreshes what it has installed within the same round; longer than that takes on a busy machine. */
    private static final Duration REFRESHED_WITHIN = Duration.ofSeconds(5);

    private final BundleContext context;

    /** What the locations of the folder's bundles begin with. */
    private final String folder;

    private final FrameworkStartLevel level;

    /** Which were begun here; again only when something has changed. Guarded by this. */
    private final Set<Long> begun = new HashSet<>();

    /** When bundles of the folder came or changed that File Install has still to refresh. Guarded by this. */
    private final Map<Long, Long> fresh = new HashMap<>();

    /** Which bundles of the folder were seen running: whoever stops one of them means it. Guarded by this. */
    private final Set<Long> ran = new HashSet<>();

    InstalledBundles(BundleContext context, String folder) {
        this.context = context;
        this.folder = folder;
        this.level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
    }

    Set<String> locations() {
        return Arrays.stream(context.getBundles()).map(Bundle::getLocation).collect(Collectors.toSet());
    }

    /** Takes notice: what has become another, or lost what it needs, is as new, and what lacked something may have it now. */
    synchronized void changed(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.STARTED -> noteRunning(event.getBundle());
            case BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED -> forget(event.getBundle());
            case BundleEvent.UPDATED, BundleEvent.INSTALLED -> {
                forget(event.getBundle());
                fresh.put(event.getBundle().getBundleId(), System.nanoTime());
                begun.removeIf(id -> {
                    Bundle other = context.getBundle(id);
                    return other == null || other.getState() == Bundle.INSTALLED;
                });
            }
            default -> {}
        }
    }

    /** The framework has refreshed what File Install has brought. Before, one that hangs would hold it up for ever. */
    synchronized void refreshed() {
        fresh.clear();
    }

    private boolean isFresh(Bundle bundle) {
        Long since = fresh.get(bundle.getBundleId());
        return since != null && System.nanoTime() - since < REFRESHED_WITHIN.toNanos();
    }

    private void forget(Bundle bundle) {
        begun.remove(bundle.getBundleId());
        ran.remove(bundle.getBundleId());
    }

    private void noteRunning(Bundle bundle) {
        if (isInFolder(bundle)) {
            ran.add(bundle.getBundleId());
        }
    }

    private boolean isInFolder(Bundle bundle) {
        return bundle.getLocation().startsWith(folder);
    }

    /**
     * Uninstalls what was taken out of the folder while nothing ran. File Install does so too, but perhaps later than the
     * framework starts it, and one that hangs would hold up File Install for ever.
     */
    void uninstallLost(Predicate<String> lost) {
        for (Bundle bundle : context.getBundles()) {
            boolean rests = (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0;
            if (rests && lost.test(bundle.getLocation())) {
                try {
                    bundle.uninstall();
                } catch (BundleException | IllegalStateException e) {
                    LOG.debug("{} goes already", bundle.getLocation(), e);
                }
            }
        }
    }

    /** Starts what is new in the folder. Each on a thread of its own: one that hangs holds up no other. */
    void startNew() {
        start(bundle -> isInFolder(bundle) && !isFresh(bundle));
    }

    /** Starts what waits behind a bundle that hangs, for the framework starts one after the other. */
    void startThoseBehind() {
        start(bundle -> true);
    }

    private synchronized void start(Predicate<Bundle> which) {
        for (Bundle bundle : context.getBundles()) {
            if (which.test(bundle)) {
                Trouble.Kind kind = kind(bundle).orElse(Trouble.Kind.HANGS);
                if (kind != Trouble.Kind.HANGS && begun.add(bundle.getBundleId())) {
                    begin(bundle, Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                }
            }
        }
    }

    /** What is wrong now; whoever asks waits, for most of it passes. */
    synchronized List<Trouble> troubles() {
        List<Trouble> troubles = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            kind(bundle)
                    .ifPresent(kind -> troubles.add(
                            new Trouble(kind, name(bundle), kind == Trouble.Kind.UNRESOLVED ? missing(bundle) : "")));
        }
        return troubles;
    }

    /** Installs what went with an older distribution, once, and hands back what there is no more. */
    List<Trouble> installAgain(List<String> locations) {
        List<Trouble> gone = new ArrayList<>();
        for (String location : locations) {
            // After a restart of this bundle they are there.
            if (context.getBundle(location) == null) {
                try {
                    Bundle bundle = context.installBundle(location);
                    LOG.info("Installed {} again, which went with the older distribution", location);
                    begin(bundle, Bundle.START_ACTIVATION_POLICY);
                } catch (BundleException e) {
                    LOG.debug("Gone: {}", location, e);
                    gone.add(new Trouble(Trouble.Kind.GONE, location, ""));
                }
            }
        }
        return gone;
    }

    private static void begin(Bundle bundle, int options) {
        Thread thread = new Thread(() -> start(bundle, options), "hinoban-deployment-" + name(bundle));
        thread.setDaemon(true);
        thread.start();
    }

    private static void start(Bundle bundle, int options) {
        try {
            bundle.start(options);
        } catch (BundleException e) {
            // What it lacks is said of it once that lasts.
            if (e.getType() == BundleException.RESOLVE_ERROR) {
                LOG.debug("The bundle {} lacks something", name(bundle), e);
            } else {
                LOG.warn("The bundle {} could not be started", name(bundle), e);
            }
        } catch (IllegalStateException e) {
            LOG.debug("The bundle {} has gone", name(bundle), e);
        }
    }

    private Optional<Trouble.Kind> kind(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        BundleStartLevel start = bundle.adapt(BundleStartLevel.class);
        boolean fragment = revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        if (revision == null || start == null || fragment || bundle.getBundleId() == 0) {
            return Optional.empty();
        }
        boolean lazy =
                start.isActivationPolicyUsed() && bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        if (bundle.getState() == Bundle.ACTIVE) {
            noteRunning(bundle);
        }
        boolean meantToRun = start.getStartLevel() <= level.getStartLevel()
                && (start.isPersistentlyStarted() || (isInFolder(bundle) && !ran.contains(bundle.getBundleId())));
        return switch (bundle.getState()) {
            case Bundle.STARTING -> lazy ? Optional.empty() : Optional.of(Trouble.Kind.HANGS);
            case Bundle.INSTALLED -> meantToRun ? Optional.of(Trouble.Kind.UNRESOLVED) : Optional.empty();
            case Bundle.RESOLVED -> meantToRun ? Optional.of(Trouble.Kind.FAILED) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What it needs itself and nobody has; what those need whom it needs is said of them. */
    private String missing(Bundle bundle) {
        List<BundleRevision> all = Arrays.stream(context.getBundles())
                .map(each -> each.adapt(BundleRevision.class))
                .filter(each -> each != null)
                .toList();
        String missing = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(InstalledBundles::isMandatory)
                .filter(requirement -> all.stream()
                        .flatMap(each -> each.getDeclaredCapabilities(requirement.getNamespace()).stream())
                        .noneMatch(requirement::matches))
                .map(requirement -> requirement.getDirectives().getOrDefault("filter", requirement.getNamespace()))
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? "what it needs in one consistent set" : missing;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        return !"optional".equals(requirement.getDirectives().get("resolution"))
                && requirement
                        .getDirectives()
                        .getOrDefault("effective", "resolve")
                        .equals("resolve");
    }

    private static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }
}
