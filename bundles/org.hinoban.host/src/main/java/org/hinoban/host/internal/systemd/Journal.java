package org.hinoban.host.internal.systemd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.host.internal.LogSource;
import org.hinoban.host.internal.Program;
import org.hinoban.host.internal.Root;
import org.jspecify.annotations.Nullable;

/** The lines of one unit in the journal, read with {@code journalctl} in the format that holds every byte. */
record Journal(Root root, Program program, String unit) implements LogSource {
    private static final List<String> FOLDERS = List.of("/var/log/journal", "/run/log/journal");

    @Override
    public List<LogLine> read(@Nullable Instant before, int maxLines, Deadline deadline)
            throws CapabilityException, InterruptedException {
        Optional<String> folder =
                FOLDERS.stream().filter(path -> !root.names(path).isEmpty()).findFirst();
        if (folder.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of(
                "journalctl",
                "--quiet",
                "--no-pager",
                "--directory=" + root.path(folder.get()),
                "--unit=" + unit,
                "--lines=" + maxLines,
                "--output=export",
                "--output-fields=MESSAGE"));
        if (before != null) {
            command.add("--until=@" + before.getEpochSecond()
                    + String.format(Locale.ROOT, ".%06d", before.getNano() / 1000));
        }
        return parse(program.output(command, deadline));
    }

    /**
     * Entries are apart by an empty line. A field is {@code NAME=value}, or, if its value is no plain text, its name alone,
     * then the length as eight bytes, least first, and the bytes.
     */
    static List<LogLine> parse(byte[] export) {
        List<LogLine> lines = new ArrayList<>();
        Instant time = null;
        String message = null;
        int at = 0;
        while (at < export.length) {
            int end = indexOf(export, (byte) '\n', at);
            String line = new String(export, at, end - at, StandardCharsets.UTF_8);
            at = end + 1;
            if (line.isEmpty()) {
                add(lines, time, message);
                time = null;
                message = null;
            } else if (line.startsWith("__REALTIME_TIMESTAMP=")) {
                long micros = Long.parseLong(line.substring(line.indexOf('=') + 1));
                time = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
            } else if (line.startsWith("MESSAGE=")) {
                message = line.substring("MESSAGE=".length());
            } else if (line.indexOf('=') < 0 && at + 8 <= export.length) {
                long length =
                        ByteBuffer.wrap(export).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
                int available = (int) Math.max(0, Math.min(length, export.length - at - 8L));
                if (line.equals("MESSAGE")) {
                    message = new String(export, at + 8, available, StandardCharsets.UTF_8);
                }
                at += 8 + available + 1;
            }
        }
        add(lines, time, message);
        return lines;
    }

    private static void add(List<LogLine> lines, @Nullable Instant time, @Nullable String message) {
        if (message != null) {
            lines.add(new LogLine(time, message));
        }
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
