package org.hinoban.navigation.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.text.Text;

/** Texts and log lines in one column: fields, each ended by a line feed, with backslash and line feed escaped. */
final class Packed {
    private Packed() {}

    static String text(Text text) {
        List<String> fields = new ArrayList<>(List.of(text.bundle(), text.key(), text.english()));
        fields.addAll(text.arguments());
        return pack(fields);
    }

    static Text text(String packed) {
        List<String> fields = unpack(packed);
        return new Text(fields.get(0), fields.get(1), fields.subList(3, fields.size()), fields.get(2));
    }

    static String log(List<LogLine> lines) {
        List<String> fields = new ArrayList<>();
        lines.forEach(line -> {
            fields.add(line.time() == null ? "" : line.time().toString());
            fields.add(line.text());
        });
        return pack(fields);
    }

    static List<LogLine> log(String packed) {
        List<String> fields = unpack(packed);
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            lines.add(new LogLine(fields.get(i).isEmpty() ? null : Instant.parse(fields.get(i)), fields.get(i + 1)));
        }
        return lines;
    }

    private static String pack(List<String> fields) {
        StringBuilder packed = new StringBuilder();
        // no database keeps a NUL
        fields.forEach(field -> packed.append(
                        field.replace("\0", "").replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
        return packed.toString();
    }

    private static List<String> unpack(String packed) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < packed.length(); i++) {
            char c = packed.charAt(i);
            if (c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\') {
                i++;
                field.append(packed.charAt(i) == 'n' ? '\n' : packed.charAt(i));
            } else {
                field.append(c);
            }
        }
        return fields;
    }
}
