package org.hinoban.host.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hinoban.api.server.CapabilityException;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.jspecify.annotations.Nullable;

/** The end of a log file. Its lines carry no time that could be understood in general. */
public record LogFile(Root root, String file) implements LogSource {
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public List<LogLine> read(@Nullable Instant before, int maxLines, Deadline deadline) throws CapabilityException {
        try {
            Path path = root.follow(file);
            if (!Files.isRegularFile(path)) {
                // A pipe or a device would block or never end.
                throw new CapabilityException(CapabilityException.Reason.NOT_FOUND, "No log file " + file);
            }
            try (SeekableByteChannel channel = Files.newByteChannel(path)) {
                return tail(channel, maxLines);
            }
        } catch (IOException e) {
            throw new CapabilityException(
                    CapabilityException.Reason.FAILED, "The log file " + file + " cannot be read", e);
        }
    }

    private static List<LogLine> tail(SeekableByteChannel channel, int maxLines) throws IOException {
        long start = Math.max(0, channel.size() - MAX_BYTES);
        channel.position(start);
        ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until the end or the limit
        }
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        if (start > 0) {
            text = text.substring(text.indexOf('\n') + 1);
        }
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - maxLines), lines.size()).stream()
                .map(line -> new LogLine(null, line))
                .toList();
    }
}
