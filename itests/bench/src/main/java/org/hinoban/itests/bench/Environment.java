package org.hinoban.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Commands;

/**
 * In what the figures were measured.
 *
 * @param commit of the checkout, with a plus sign where it was changed since
 * @param begun with the load average of then
 */
record Environment(String machine, String system, String commit, Instant begun, String loadAtBegin) {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    /** That of now. */
    static Environment here() throws IOException, InterruptedException {
        String cpu = field(CPU, "model name");
        double gib = Double.parseDouble(field(MEMORY, "MemTotal").split(" ")[0]) / KIB_PER_GIB;
        return new Environment(
                String.format(
                        Locale.ROOT,
                        "%s, %d cores, %.0f GiB",
                        cpu,
                        Runtime.getRuntime().availableProcessors(),
                        gib),
                "Linux " + System.getProperty("os.version") + ", Java " + Runtime.version(),
                checkedOut(),
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                load());
    }

    /** One sentence for the table, with the load average of now as the one at the end. */
    String untilNow() throws IOException {
        return machine + "; " + system + "; commit " + commit + "; " + begun + ", load average " + loadAtBegin
                + " at begin, " + load() + " at end";
    }

    private static String load() throws IOException {
        return Files.readString(LOAD).split(" ")[0];
    }

    private static String field(Path file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0 unknown");
        }
    }

    private static String checkedOut() throws IOException, InterruptedException {
        String root = Checkout.ROOT.toString();
        String commit =
                Commands.run("git", "-C", root, "rev-parse", "--short", "HEAD").strip();
        String changed = Commands.run("git", "-C", root, "status", "--porcelain", "--untracked-files=no");
        return changed.isBlank() ? commit : commit + "+";
    }
}
