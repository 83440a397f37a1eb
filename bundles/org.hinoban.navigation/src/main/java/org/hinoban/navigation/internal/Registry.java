package org.hinoban.navigation.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.menu.Scope;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.internal.Contributed.Act;
import org.hinoban.navigation.internal.Contributed.Entry;
import org.hinoban.navigation.internal.Contributed.Placed;
import org.hinoban.navigation.internal.Contributed.Unusable;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is contributed now. Of several for one path the first registered has it; when it leaves, the next in line. */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    /** Guarded by this. */
    private final Map<Key, Contributed> contributed = new HashMap<>();

    private volatile View view = new View(List.of(), List.of(), List.of());

    synchronized void put(Contributed one, boolean action) {
        contributed.put(new Key(one.source().reference(), action), one);
        rebuild();
    }

    /** @return the id of the bundle if this was the last of its contributions */
    synchronized Optional<Long> remove(ServiceReference<?> reference, boolean action) {
        Contributed gone = contributed.remove(new Key(reference, action));
        rebuild();
        return Optional.ofNullable(gone)
                .map(one -> one.source().bundleId())
                .filter(bundle -> contributed.values().stream()
                        .noneMatch(one -> one.source().bundleId() == bundle));
    }

    List<Entry> entries() {
        return view.entries;
    }

    List<Act> acts() {
        return view.acts;
    }

    List<Contribution> contributions() {
        return view.contributions;
    }

    Optional<Match<Entry>> entry(Scope scope, String path) {
        return match(view.entries, scope, path);
    }

    Optional<Match<Act>> act(Scope scope, String path) {
        return match(view.acts, scope, path);
    }

    private static <T extends Placed> Optional<Match<T>> match(List<T> all, Scope scope, String path) {
        for (T one : all) {
            Optional<Map<String, String>> variables =
                    one.scope() == scope ? one.pattern().match(path) : Optional.empty();
            if (variables.isPresent()) {
                return Optional.of(new Match<>(one, variables.get()));
            }
        }
        return Optional.empty();
    }

    private void rebuild() {
        Map<String, String> taken = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<Act> acts = new ArrayList<>();
        List<Contribution> contributions = new ArrayList<>();
        List<Contributed> inOrder = contributed.values().stream()
                .sorted(Comparator.comparingLong(one -> one.source().service()))
                .toList();
        for (Contributed one : inOrder) {
            String refusal = "";
            if (one instanceof Unusable unusable) {
                refusal = unusable.reason();
            } else if (one instanceof Placed placed) {
                String holder = taken.putIfAbsent(
                        placed.scope() + "/" + placed.pattern().shape(),
                        one.source().bundle());
                refusal = holder == null ? "" : "the path is taken by " + holder;
            }
            if (refusal.isEmpty() && one instanceof Entry entry) {
                entries.add(entry);
            } else if (refusal.isEmpty() && one instanceof Act act) {
                acts.add(act);
            }
            contributions.add(new Contribution(one.path(), one.source().bundle(), refusal));
        }
        sayNewRefusals(contributions);
        entries.sort(Comparator.comparing(Entry::pattern, PathPattern.MOST_LITERAL_FIRST));
        acts.sort(Comparator.comparing(Act::pattern, PathPattern.MOST_LITERAL_FIRST));
        view = new View(List.copyOf(entries), List.copyOf(acts), List.copyOf(contributions));
    }

    private void sayNewRefusals(List<Contribution> contributions) {
        contributions.stream()
                .filter(one -> !one.refusal().isEmpty() && !view.contributions.contains(one))
                .forEach(one -> LOG.warn(
                        "{} of {} is not on the menu: {}. The bundle's developer has to change it.",
                        one.path(),
                        one.bundle(),
                        one.refusal()));
    }

    private record Key(ServiceReference<?> reference, boolean action) {}

    private record View(List<Entry> entries, List<Act> acts, List<Contribution> contributions) {}

    /** What a path leads to, with the raw names in its braces. */
    record Match<T extends Placed>(T placed, Map<String, String> variables) {}
}
