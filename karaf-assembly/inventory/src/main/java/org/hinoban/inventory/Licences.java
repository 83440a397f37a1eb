package org.hinoban.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checked list of licences: {@code ARTIFACT LICENCE} a line, the licence by its SPDX name. What is embedded says
 * where: {@code ARTIFACT LICENCE in BUNDLE: PACKAGE}. A star ends an artifact's name that stands for several.
 */
final class Licences {
    /** Stands for nobody who is listed. */
    static final Embedded NOBODY = new Embedded("", "", "", "");

    private final Map<String, String> ofJars = new LinkedHashMap<>();
    private final Map<String, Embedded> embedded = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    /** @param folder the package that gives it away, as a path */
    record Embedded(String name, String licence, String bundle, String folder) {}

    static Licences read(Path file) throws IOException {
        Licences licences = new Licences();
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                licences.add(text);
            }
        }
        return licences;
    }

    private void add(String line) {
        String[] words = line.split("\\s+");
        if (words.length == 2) {
            ofJars.put(words[0], words[1]);
        } else if (words.length == 5 && words[2].equals("in") && words[3].endsWith(":")) {
            String bundle = words[3].substring(0, words[3].length() - 1);
            embedded.put(
                    bundle + " " + words[4],
                    new Embedded(words[0], words[1], bundle, words[4].replace('.', '/') + "/"));
        } else {
            throw new IllegalArgumentException("Not understood in the list of licences: " + line);
        }
    }

    /** @return empty if there is no entry */
    String of(String artifact) {
        for (Map.Entry<String, String> entry : ofJars.entrySet()) {
            String name = entry.getKey();
            boolean matches = name.endsWith("*")
                    ? artifact.startsWith(name.substring(0, name.length() - 1))
                    : artifact.equals(name);
            if (matches) {
                used.add(name);
                return entry.getValue();
            }
        }
        return "";
    }

    /** Whose the classes of a folder in a bundle are; {@link #NOBODY} if nobody is listed. */
    Embedded ofFolder(String bundle, String folder) {
        for (Map.Entry<String, Embedded> entry : embedded.entrySet()) {
            Embedded one = entry.getValue();
            if (one.bundle().equals(bundle) && folder.startsWith(one.folder())) {
                used.add(entry.getKey());
                return one;
            }
        }
        return NOBODY;
    }

    /** Entries that nothing in the distribution needs (any more). */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(ofJars.keySet());
        unused.addAll(embedded.keySet());
        unused.removeAll(used);
        return unused;
    }
}
