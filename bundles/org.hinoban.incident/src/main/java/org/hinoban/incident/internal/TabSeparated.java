package org.hinoban.incident.internal;

import java.util.ArrayList;
import java.util.List;

/** Keeps a list of strings in one text column: separated by tabs, with a backslash before what would be mistaken. */
final class TabSeparated {
    private TabSeparated() {}

    static String join(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\0' -> text.append(' '); // PostgreSQL takes none
                    default -> text.append(c);
                }
            }
            text.append('\t');
        }
        return text.toString();
    }

    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                words.add(word.toString());
                word.setLength(0);
            } else if (c == '\\' && i + 1 < text.length()) {
                i++;
                word.append(text.charAt(i) == 't' ? '\t' : text.charAt(i));
            } else {
                word.append(c);
            }
        }
        return words;
    }
}
