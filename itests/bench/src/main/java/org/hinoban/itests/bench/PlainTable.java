package org.hinoban.itests.bench;

import java.util.ArrayList;
import java.util.List;

/** The report for a terminal of 100 columns: remarks stand below their row. */
final class PlainTable {
    private static final int WIDTH = 100;

    private final List<String> lines = new ArrayList<>();

    static String of(List<Part> parts) {
        PlainTable table = new PlainTable();
        parts.forEach(table::add);
        return String.join("\n", table.lines) + "\n";
    }

    private void add(Part part) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        List<String> columns = part.columns();
        lines.add(line(part.name(), columns.get(1), columns.get(2), columns.get(3)));
        lines.add("-".repeat(WIDTH));
        for (List<String> row : part.rows()) {
            lines.add(line(row.get(0), row.get(1), row.get(2), row.get(3)));
            wrap(row.get(4), "    ");
        }
        wrap(part.environment(), "  ");
    }

    private static String line(String first, String second, String third, String fourth) {
        return String.format("%-54s %15s %15s  %-10s", first, second, third, fourth)
                .stripTrailing();
    }

    private void wrap(String text, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && indent.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.add(indent + line);
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        if (line.length() > 0) {
            lines.add(indent + line);
        }
    }
}
