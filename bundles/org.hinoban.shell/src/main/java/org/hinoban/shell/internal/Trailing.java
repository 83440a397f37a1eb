package org.hinoban.shell.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options behind the arguments, where people write them and Karaf takes them for arguments. */
final class Trailing {
    private final List<String> words;

    Trailing(@Nullable List<String> words) {
        this.words = words == null ? new ArrayList<>() : new ArrayList<>(words);
    }

    /** Whether the option is there. */
    boolean flag(String option) {
        return words.remove(option);
    }

    /** The word behind the option; null if the option is not there. */
    @Nullable
    String value(String option) {
        int at = words.indexOf(option);
        if (at < 0) {
            return null;
        }
        if (at + 1 == words.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        words.remove(at);
        return words.remove(at);
    }

    /** The one word that is left and is no option; null if there is none. */
    @Nullable
    String word() {
        return words.isEmpty() || words.get(0).startsWith("-") ? null : words.remove(0);
    }

    /** @throws IllegalArgumentException if there is something left that nobody asked for */
    void end() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("Not understood: " + String.join(" ", words));
        }
    }
}
