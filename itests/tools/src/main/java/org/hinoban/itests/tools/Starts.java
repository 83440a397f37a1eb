package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts a manager again and again, as a person does. One that is not ready after two minutes is an {@link IOException}.
 *
 * @param seconds of each start, in the order of length
 * @param processorSeconds that each took, likewise
 */
public record Starts(List<Double> seconds, List<Double> processorSeconds) {
    /** What Linux counts processor time in, see proc(5): {@code sysconf(_SC_CLK_TCK)} is 100 on all its platforms. */
    private static final double TICKS_PER_SECOND = 100;

    public Starts {
        seconds = sorted(seconds);
        processorSeconds = sorted(processorSeconds);
    }

    /** Each on an empty data folder, from the command to the first page. */
    public static Starts cold(int count, Consumer<String> progress) throws IOException, InterruptedException {
        Starts starts = new Starts(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < count; i++) {
            starts = starts.and(Manager.setup(), Manager::close, progress);
        }
        return starts;
    }

    /** Each on a data folder that was started before. */
    public static Starts warm(int count, Consumer<String> progress) throws IOException, InterruptedException {
        Manager.Setup setup = Manager.setup();
        setup.start().stop();
        Starts starts = new Starts(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < count; i++) {
            starts = starts.and(setup, Manager::stop, progress);
        }
        return starts;
    }

    public double median() {
        return middle(seconds);
    }

    public double medianProcessorSeconds() {
        return middle(processorSeconds);
    }

    private Starts and(Manager.Setup setup, End end, Consumer<String> progress)
            throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Manager manager = setup.start();
        List<Double> allSeconds = new ArrayList<>(seconds);
        List<Double> allProcessorSeconds = new ArrayList<>(processorSeconds);
        try {
            allSeconds.add(Duration.between(begun, manager.ready()).toMillis() / 1000.0);
            allProcessorSeconds.add(used(manager.pid()));
        } finally {
            end.end(manager);
        }
        progress.accept(allSeconds.get(allSeconds.size() - 1) + " s, of the processor "
                + allProcessorSeconds.get(allProcessorSeconds.size() - 1) + " s");
        return new Starts(allSeconds, allProcessorSeconds);
    }

    private interface End {
        void end(Manager manager) throws IOException, InterruptedException;
    }

    private static double used(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static List<Double> sorted(List<Double> numbers) {
        List<Double> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        return sorted;
    }
}
