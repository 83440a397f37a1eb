package org.hinoban.deployment.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles of the framework, and which of them are not what they are meant to be. */
final class InstalledBundles {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledBundles.class);

    private final BundleContext context;

    /** What the locations of the folder's bundles begin with. */
    private final String folder;

    private final FrameworkStartLevel level;
    private final Set<Long> helped = new HashSet<>();

    /** Which bundles of the folder were seen running: whoever stops one of them means it. */
    private final Set<Long> ran = new HashSet<>();

    InstalledBundles(BundleContext context, String folder) {
        this.context = context;
        this.folder = folder;
        this.level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
    }

    Set<String> locations() {
        return Arrays.stream(context.getBundles()).map(Bundle::getLocation).collect(Collectors.toSet());
    }

    /** What is wrong now; whoever asks waits, for most of it passes. */
    List<Trouble> troubles() {
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

    /**
     * Starts what waits behind a bundle that hangs, for the framework and File Install start one after the other. Each on a
     * thread of its own: the next may hang too.
     */
    void startThoseBehind() {
        for (Bundle bundle : context.getBundles()) {
            Trouble.Kind kind = kind(bundle).orElse(Trouble.Kind.HANGS);
            if (kind != Trouble.Kind.HANGS && helped.add(bundle.getBundleId())) {
                begin(bundle, Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            }
        }
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
            LOG.warn("The bundle {} could not be started", name(bundle), e);
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
            ran.add(bundle.getBundleId());
        }
        boolean meantToRun = (bundle.getLocation().startsWith(folder) && !ran.contains(bundle.getBundleId()))
                || (start.isPersistentlyStarted() && start.getStartLevel() <= level.getStartLevel());
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
