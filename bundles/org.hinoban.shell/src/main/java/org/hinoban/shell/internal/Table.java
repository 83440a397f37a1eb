package org.hinoban.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells under each other, as wide as the terminal at most: what does not fit goes on below itself. */
final class Table {
    private static final String GAP = "  ";

    /** What a column keeps when others need room. */
    private static final int LEAST = 6;

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
        return text.toString().stripTrailing();
    }

    /** As wide as the cells need; the widest column gives way until all fit. */
    private int[] widths(int width) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        int room = width - GAP.length() * Math.max(0, columns - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < columns; i++) {
                widest = widths[i] >= widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }
}
