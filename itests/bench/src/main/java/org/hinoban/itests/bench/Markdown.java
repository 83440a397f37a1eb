package org.hinoban.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report in the documentation. Each part stands between two marks, so that a run of some benches renews their figures
 * and leaves the others.
 */
final class Markdown {
    private static final int COLUMNS = 5;

    private Markdown() {}

    /** Puts the parts into a document: each in place of its older one, or at the end. */
    static void write(List<Part> parts, Path document) throws IOException {
        String text = Files.readString(document);
        for (Part part : parts) {
            text = renew(text, part);
        }
        Files.writeString(document, text);
    }

    static String renew(String text, Part part) {
        String begin = "<!-- figures of " + part.name() + " -->\n";
        String end = "<!-- end of " + part.name() + " -->\n";
        String fresh = begin + section(part) + end;
        int from = text.indexOf(begin);
        int to = text.indexOf(end, Math.max(from, 0));
        if (from < 0 || to < 0) {
            return text + "\n" + fresh;
        }
        return text.substring(0, from) + fresh + text.substring(to + end.length());
    }

    private static String section(Part part) {
        StringBuilder section = new StringBuilder();
        section.append("## ")
                .append(part.name())
                .append("\n\n")
                .append(part.about())
                .append("\n\n");
        section.append("| ")
                .append(String.join(" | ", part.columns()))
                .append(" | remark |\n")
                .append("|")
                .append(" --- |".repeat(COLUMNS))
                .append('\n');
        for (List<String> row : part.rows()) {
            section.append(row.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
        }
        return section.append('\n').append(part.environment()).append(".\n").toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
