package org.hinoban.api.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of labels, and keys of their values. */
final class Labels {
    /** More series than this help nobody and cost memory on both sides; what comes later is counted together. */
    static final int MOST = 500;

    private static final String OTHER = "other";

    private final List<String> names;

    Labels(String... names) {
        this.names = List.of(names);
    }

    /** The key of these values, or of all that is too much. */
    List<String> key(Set<List<String>> known, String... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(values.length + " values for the labels " + names);
        }
        List<String> key = List.of(values);
        return known.size() < MOST || known.contains(key) ? key : Collections.nCopies(names.size(), OTHER);
    }

    Map<String, String> of(List<String> key) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), key.get(i));
        }
        return labels;
    }
}
