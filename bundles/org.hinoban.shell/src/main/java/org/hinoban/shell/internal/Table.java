package org.hinoban.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells under each other, as wide as the terminal at most: what does not fit goes on below itself. */
final class Table {
    /** A blank at which no line is broken. */
    static final char UNBROKEN = '\u00a0';

    private static final String GAP = "  ";

    /** What a column keeps when others need room. */
    private static final int LEAST = 6;

    /** Longer words are broken rather than others. */
    private static final int WORD = 24;

    private final List<List<String>> rows = new ArrayList<>();

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    String text(int width) {
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<List<String>> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(Columns.wrap(row.get(i), widths[i]));
            }
            int height = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < height; line++) {
                lines.add(line(cells, widths, line));
            }
        }
        return String.join("\n", lines);
    }

    private static String line(List<List<String>> cells, int[] widths, int line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            List<String> cell = cells.get(i);
            text.append(Columns.pad(line < cell.size() ? cell.get(line) : "", widths[i]))
                    .append(GAP);
        }
        return text.toString().replace(UNBROKEN, ' ').stripTrailing();
    }

    /** As wide as the cells need; the widest column gives way until all fit, if it can at its blanks. */
    private int[] widths(int width) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        int[] whole = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
                whole[i] = Math.max(whole[i], Math.min(longestWord(row.get(i)), WORD));
            }
        }
        int room = width - GAP.length() * Math.max(0, columns - 1);
        while (Arrays.stream(widths).sum() > room && (narrow(widths, whole) || narrow(widths, new int[columns]))) {
            // until all fit, or none can give way any more
        }
        return widths;
    }

    /** Takes one from the widest column that is wider than it must be. */
    private static boolean narrow(int[] widths, int[] floors) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > Math.max(LEAST, floors[i]) && (widest < 0 || widths[i] >= widths[widest])) {
                widest = i;
            }
        }
        if (widest >= 0) {
            widths[widest]--;
        }
        return widest >= 0;
    }

    private static int longestWord(String cell) {
        return Arrays.stream(cell.split("[ \n]")).mapToInt(Columns::width).max().orElse(0);
    }
}
