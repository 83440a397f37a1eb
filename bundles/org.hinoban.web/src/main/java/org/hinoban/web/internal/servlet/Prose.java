package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.List;
import org.hinoban.web.internal.page.Part;

/** Finds the links to the manager itself in a text; all else stays plain, whoever wrote it. */
final class Prose {
    private Prose() {}

    static List<Part.Span> linked(String text, String ownUrl, String host) {
        List<String> prefixes = List.of(ownUrl + "/", "http://" + host + "/", "https://" + host + "/");
        List<Part.Span> spans = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            String prefix = text.charAt(at) == 'h' ? prefixAt(prefixes, text, at) : "";
            if (prefix.isEmpty()) {
                at++;
                continue;
            }
            int end = at + prefix.length();
            while (end < text.length() && isOfPath(text.charAt(end))) {
                end++;
            }
            if (from < at) {
                spans.add(new Part.Span(text.substring(from, at), ""));
            }
            spans.add(new Part.Span(text.substring(at, end), text.substring(at + prefix.length() - 1, end)));
            from = end;
            at = end;
        }
        if (from < text.length()) {
            spans.add(new Part.Span(text.substring(from), ""));
        }
        return spans;
    }

    private static String prefixAt(List<String> prefixes, String text, int at) {
        for (String prefix : prefixes) {
            if (text.startsWith(prefix, at)) {
                return prefix;
            }
        }
        return "";
    }

    private static boolean isOfPath(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/._~-".indexOf(c) >= 0;
    }
}
