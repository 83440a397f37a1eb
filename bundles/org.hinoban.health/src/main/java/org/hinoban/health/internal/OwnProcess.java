package org.hinoban.health.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.MeasureSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manager as a process, under the names that every Prometheus client uses. Read without JMX, whose classes cost
 * several megabytes.
 */
@Component
public final class OwnProcess implements MeasureSource {
    private static final Logger LOG = LoggerFactory.getLogger(OwnProcess.class);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final String MOST_FILES = "Max open files";
    private static final int KIB = 1024;

    private final String version;

    @Activate
    public OwnProcess(BundleContext context) {
        version = context.getBundle().getVersion().toString();
    }

    @Override
    public List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        ProcessHandle.Info self = ProcessHandle.current().info();
        self.totalCpuDuration()
                .ifPresent(time -> measures.add(
                        Measure.counter("process_cpu_seconds_total", "CPU time used by the manager.", seconds(time))));
        self.startInstant()
                .map(Instant::toEpochMilli)
                .ifPresent(start -> measures.add(Measure.gauge(
                        "process_start_time_seconds", "When the manager was started, since 1970.", start / 1000.0)));
        fromKernel(measures);
        Runtime java = Runtime.getRuntime();
        measures.add(heap("used", "Memory of Java's heap in use.", java.totalMemory() - java.freeMemory()));
        measures.add(heap("committed", "Memory of Java's heap taken from the system.", java.totalMemory()));
        measures.add(heap("max", "Memory that Java's heap may grow to.", java.maxMemory()));
        measures.add(Measure.gauge(
                "hinoban_build_info",
                "Always 1; the labels say what runs.",
                List.of(new Sample(
                        "", Map.of("version", version, "java", Runtime.version().toString()), 1))));
        return measures;
    }

    private static void fromKernel(List<Measure> measures) {
        try {
            List<String> status = Files.readAllLines(STATUS);
            number(status, "VmRSS:")
                    .ifPresent(kib -> measures.add(Measure.gauge(
                            "process_resident_memory_bytes",
                            "Memory of the manager, as the kernel sees it.",
                            kib * KIB)));
            number(status, "Threads:")
                    .ifPresent(
                            count -> measures.add(Measure.gauge("process_threads", "Threads of the manager.", count)));
            number(Files.readAllLines(LIMITS), MOST_FILES)
                    .ifPresent(most ->
                            measures.add(Measure.gauge("process_max_fds", "Files that may be open at once.", most)));
            try (Stream<Path> open = Files.list(OPEN_FILES)) {
                measures.add(Measure.gauge(
                        "process_open_fds", "Files and connections that are open.", (double) open.count()));
            }
        } catch (IOException e) {
            LOG.debug("Not on Linux, then", e);
        }
    }

    private static Optional<Double> number(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
                .filter(word -> word.matches("\\d+"))
                .map(Double::valueOf)
                .findFirst();
    }

    private static Measure heap(String what, String help, long bytes) {
        return Measure.gauge("jvm_memory_" + what + "_bytes", help, List.of(Sample.of("area", "heap", (double) bytes)));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
