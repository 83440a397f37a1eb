package org.hinoban.localization.internal;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * The words of all bundles that are there, started or not, since an old event may name a bundle that is stopped now. Of
 * several versions of a bundle the one that came last speaks.
 */
@Component
public final class BundleWords implements Localizer, BundleTrackerCustomizer<Bundle> {
    private static final int ANY_BUT_UNINSTALLED =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final TextRenderer renderer = new TextRenderer(this::words);
    private final BundleTracker<Bundle> tracker;

    @Activate
    public BundleWords(BundleContext context) {
        tracker = new BundleTracker<>(context, ANY_BUT_UNINSTALLED, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    @Override
    public String render(Text text, Locale language, ZoneId zone) {
        return renderer.render(text, language, zone);
    }

    @Override
    public @Nullable Bundle addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        String name = bundle.getSymbolicName();
        if (name == null) {
            return null;
        }
        sources.put(name, new Source(bundle.getBundleId(), wordsOf(bundle)));
        return bundle;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        if (event != null && event.getType() == BundleEvent.UPDATED && bundle.getSymbolicName() != null) {
            sources.put(bundle.getSymbolicName(), new Source(bundle.getBundleId(), wordsOf(bundle)));
        }
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Bundle tracked) {
        sources.values().removeIf(source -> source.bundle == bundle.getBundleId());
    }

    private Optional<Words> words(String bundle) {
        return Optional.ofNullable(sources.get(bundle)).map(Source::words);
    }

    private static Words wordsOf(Bundle bundle) {
        return new Words(path -> {
            try {
                return bundle.getEntry(path);
            } catch (IllegalStateException e) {
                return null; // uninstalled while it was asked
            }
        });
    }

    private record Source(long bundle, Words words) {}
}
