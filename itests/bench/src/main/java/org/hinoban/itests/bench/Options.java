package org.hinoban.itests.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param names of benches; all when empty
 * @param against the name of a rival, or null
 * @param write whether the documentation takes the figures
 * @param list whether only the names are wanted
 */
record Options(List<String> names, @Nullable String against, Run.Length length, boolean write, boolean list) {
    /** @throws IllegalArgumentException for words that mean nothing */
    static Options of(String... words) {
        List<String> names = new ArrayList<>();
        String against = null;
        Run.Length length = Run.Length.USUAL;
        boolean write = false;
        boolean list = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--short" -> length = Run.Length.SHORT;
                case "--long" -> length = Run.Length.LONG;
                case "--write" -> write = true;
                case "--list" -> list = true;
                case "--against" -> {
                    if (++i == words.length) {
                        throw new IllegalArgumentException("--against whom?");
                    }
                    against = words[i];
                }
                default -> {
                    if (words[i].startsWith("-")) {
                        throw new IllegalArgumentException("no option " + words[i]);
                    }
                    names.add(words[i]);
                }
            }
        }
        return new Options(List.copyOf(names), against, length, write, list);
    }

    /** Whether benches run: not when only a rival was named. */
    boolean benches() {
        return against == null || !names.isEmpty();
    }
}
