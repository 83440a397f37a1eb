package org.hinoban.itests.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.hinoban.itests.tools.Checkout;

/** The program behind {@code ./hinoban bench}. */
public final class Main {
    private static final int WRONG_WORDS = 2;

    private final List<Bench> benches = ServiceLoader.load(Bench.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    private final List<Rival> rivals = ServiceLoader.load(Rival.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Options options;
    private final Run run;

    private Main(Options options) {
        this.options = options;
        this.run = new Run(options.length(), System.err);
    }

    /** Exit code 0: all was measured; 1: something could not be; 2: nothing of that name. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Main main;
        try {
            main = new Main(Options.of(words));
            main.check();
        } catch (IllegalArgumentException e) {
            System.err.println("hinoban: " + e.getMessage());
            System.exit(WRONG_WORDS);
            return;
        }
        System.exit(main.run() ? 0 : 1);
    }

    private void check() {
        for (String name : options.names()) {
            if (benches.stream().noneMatch(bench -> bench.name().equals(name))) {
                throw new IllegalArgumentException("no bench " + name + "; there are "
                        + benches.stream().map(Bench::name).collect(Collectors.joining(", ")));
            }
        }
        String against = options.against();
        if (against != null && rivals.stream().noneMatch(rival -> rival.name().equals(against))) {
            throw new IllegalArgumentException("nothing to measure against is called " + against);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        if (options.list()) {
            benches.forEach(bench -> System.out.println(bench.name() + ": " + bench.about()));
            rivals.forEach(rival -> System.out.println("--against " + rival.name() + ": " + rival.about()));
            return true;
        }
        for (Bench bench : benches) {
            if (options.benches()
                    && (options.names().isEmpty() || options.names().contains(bench.name()))) {
                measure(bench.name(), environment -> Part.of(bench, bench.measure(run), environment.untilNow()));
            }
        }
        for (Rival rival : rivals) {
            if (rival.name().equals(options.against())) {
                measure(rival.name(), environment -> Part.of(rival, rival.measure(run), environment.untilNow()));
            }
        }
        System.out.print(PlainTable.of(parts));
        if (options.write()) {
            Markdown.write(parts, Checkout.ROOT.resolve("docs/figures.md"));
        }
        failures.forEach(failure -> System.err.println("hinoban: " + failure));
        return failures.isEmpty();
    }

    private void measure(String name, Measuring measuring) throws IOException, InterruptedException {
        System.err.println(name);
        Environment environment = Environment.here();
        long begun = System.nanoTime();
        try {
            parts.add(measuring.measure(environment));
        } catch (IOException | RuntimeException | AssertionError e) {
            e.printStackTrace();
            failures.add(name + " could not be measured: " + e.getMessage());
        }
        run.progress("took " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
    }

    private interface Measuring {
        Part measure(Environment environment) throws IOException, InterruptedException;
    }
}
