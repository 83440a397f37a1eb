package org.hinoban.itests.distribution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Inside the distribution: what can be installed one by one comes and goes one by one. */
@RunWith(PaxExam.class)
public class FeaturesITest {
    private static final List<String> EXTENSIONS = List.of(
            "hinoban-menu-hardware",
            "hinoban-menu-software",
            "hinoban-notification-mail",
            "hinoban-mailserver",
            "hinoban-health");

    private static final int LAST_OF_OURS = 90;

    @Inject
    private FeaturesService features;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws IOException {
        return Distribution.options();
    }

    @Test
    public void everyBundleIsActive() throws Exception {
        awaitQuiet();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
            if (bundle.getSymbolicName().startsWith("org.hinoban.") && !fragment) {
                assertEquals(bundle.getSymbolicName(), Bundle.ACTIVE, bundle.getState());
                int level = bundle.adapt(BundleStartLevel.class).getStartLevel();
                assertTrue(
                        bundle.getSymbolicName() + " starts before those of others: " + level, level <= LAST_OF_OURS);
            }
        }
    }

    /** In front of configuration admin it would read them on a thread of its own, while others start without them. */
    @Test
    public void filesAreReadBeforeAnythingIsStartedThatTheyConfigure() {
        assertTrue(level("org.apache.felix.fileinstall") > level("org.apache.felix.configadmin"));
        assertTrue(level("org.apache.felix.fileinstall") < level("org.hinoban.store"));
    }

    private int level(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .mapToInt(bundle -> bundle.adapt(BundleStartLevel.class).getStartLevel())
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void eachExtensionGoesAndComesAndDisturbsNoOther() throws Exception {
        awaitQuiet();
        for (String name : EXTENSIONS) {
            String bundle = name.replace("hinoban-", "org.hinoban.").replace('-', '.');
            assertTrue(bundle, isActive(bundle));
            Map<String, BundleContext> before = others(bundle);

            features.uninstallFeature(name);
            assertFalse(bundle, isActive(bundle));
            assertEquals("undisturbed when " + name + " went", before, others(bundle));

            features.installFeature(name);
            assertTrue(bundle, isActive(bundle));
            assertEquals("undisturbed when " + name + " came", before, others(bundle));
        }
    }

    private boolean isActive(String name) {
        return Arrays.stream(context.getBundles())
                .anyMatch(bundle -> bundle.getSymbolicName().equals(name) && bundle.getState() == Bundle.ACTIVE);
    }

    /** A bundle that is refreshed or restarted gets a new context. */
    private Map<String, BundleContext> others(String name) {
        Map<String, BundleContext> contexts = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith("org.hinoban.")
                    && bundle.getBundleContext() != null
                    && !bundle.getSymbolicName().equals(name)) {
                contexts.put(bundle.getSymbolicName(), bundle.getBundleContext());
            }
        }
        return contexts;
    }

    /** The boot features are through. */
    private void awaitQuiet() throws InterruptedException {
        for (int i = 0; i < 600 && !isActive("org.hinoban.shell"); i++) {
            Thread.sleep(100);
        }
        assertTrue("started", isActive("org.hinoban.shell"));
    }
}
