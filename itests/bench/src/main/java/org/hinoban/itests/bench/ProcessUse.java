package org.hinoban.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What one process takes, as the kernel says. */
public final class ProcessUse {
    private static final long BYTES_PER_KIB = 1024;
    /** {@code sysconf(_SC_CLK_TCK)}, which is 100 on every Linux that Java runs on. */
    private static final long TICKS_PER_SECOND = 100;
    /** Fields 14 and 15 of proc(5)'s stat, counted from the state, which is field 3. */
    private static final int USER_TICKS = 11;

    private final Path folder;

    public ProcessUse(long pid) {
        this.folder = Path.of("/proc", Long.toString(pid));
    }

    /** What it holds in memory, the pages that it shares with others among it. */
    public long residentBytes() throws IOException {
        return bytes("Rss:");
    }

    /** What would be free if it ended. */
    public long privateBytes() throws IOException {
        return bytes("Private_Clean:") + bytes("Private_Dirty:");
    }

    /** The processor time that it has used so far, in user and kernel mode. */
    public Duration processorTime() throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    public long threads() throws IOException {
        return number(Files.readAllLines(folder.resolve("status")), "Threads:");
    }

    private long bytes(String field) throws IOException {
        return number(Files.readAllLines(folder.resolve("smaps_rollup")), field) * BYTES_PER_KIB;
    }

    private static long number(List<String> lines, String field) throws IOException {
        for (String line : lines) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.substring(field.length()).strip().split(" ")[0]);
            }
        }
        throw new IOException("No " + field + " in " + lines);
    }
}
