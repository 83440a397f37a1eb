package org.hinoban.shell.internal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/** Text measured in the columns of a terminal, where a Japanese letter takes two. */
final class Columns {
    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** East Asian wide and fullwidth letters (Unicode, annex 11) take two columns, marks that combine take none. */
    private static int width(int letter) {
        int type = Character.getType(letter);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean fullwidth = (letter >= 0xFF01 && letter <= 0xFF60) || (letter >= 0xFFE0 && letter <= 0xFFE6);
        boolean halfwidth = letter >= 0xFF61 && letter <= 0xFFDC;
        if (halfwidth) {
            return 1;
        }
        boolean punctuation = (letter >= 0x3000 && letter <= 0x303E) || letter == 0x30FB || letter == 0x30FC;
        boolean picture = letter >= 0x1F300 && letter <= 0x1FAFF;
        UnicodeScript script = UnicodeScript.of(letter);
        boolean wide = script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL;
        return wide || fullwidth || punctuation || picture ? 2 : 1;
    }

    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Lines of at most so many columns, broken at blanks where there are some. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            while (width(rest) > columns) {
                int end = fitting(rest, columns);
                int blank = rest.lastIndexOf(' ', end);
                int cut = blank > 0 ? blank : end;
                lines.add(rest.substring(0, cut).stripTrailing());
                rest = rest.substring(cut).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    /** How many of the text's characters fit, at least one letter. */
    private static int fitting(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            used += width(letter);
            if (used > columns && end > 0) {
                return end;
            }
            end += Character.charCount(letter);
        }
        return end;
    }
}
