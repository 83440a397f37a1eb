package org.hinoban.navigation.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hinoban.navigation.Trouble;
import org.hinoban.navigation.Trouble.Sort;

/** Counts what went wrong with bundles, and keeps the last of each sort: the log has them all. */
final class Troubles {
    private final Map<Key, Trouble> last = new ConcurrentHashMap<>();

    void note(String bundle, Sort sort, String path, String reference) {
        last.merge(new Key(bundle, sort), new Trouble(bundle, sort, 1, path, Instant.now(), reference), Trouble::again);
    }

    /** By bundle, and of each bundle in the order of the sorts. */
    List<Trouble> all() {
        return last.values().stream()
                .sorted(Comparator.comparing(Trouble::bundle).thenComparing(Trouble::sort))
                .toList();
    }

    private record Key(String bundle, Sort sort) {}
}
