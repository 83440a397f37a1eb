package org.hinoban.itests.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The servers, and the faults of them that it reports. Once all are reported, it writes how long that took. */
@Component(
        configurationPid = Fleet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class Fleet {
    /** The name of its configuration. */
    public static final String PID = "org.hinoban.itests.fleet";

    private static final Kind DOWN = new Kind(PID, "shop.down", List.of("code"));

    private final FleetConfig config;
    private final Observatory observatory;
    private final String epoch = UUID.randomUUID().toString();
    private final ExecutorService reporting = Executors.newSingleThreadExecutor();
    private final ExecutorService writing;

    @Activate
    public Fleet(FleetConfig config, BundleContext context, @Reference Observatory observatory) {
        this.config = config;
        this.observatory = observatory;
        this.writing = Executors.newFixedThreadPool(config.writers());
        for (int i = 0; i < config.servers(); i++) {
            Map<String, String> properties =
                    Map.of(Connects.CONNECTOR, "fleet", Connects.SERVER, server(i), Connects.NAME, server(i));
            context.registerService(ServerLink.class, new NothingToDo(), FrameworkUtil.asDictionary(properties));
        }
        reporting.execute(this::report);
    }

    @Deactivate
    void deactivate() {
        reporting.shutdownNow();
        writing.shutdownNow();
    }

    /** Each writer has servers of its own: the reports of one source come one after another. */
    private void report() {
        try {
            List<Callable<long[]>> parts = new ArrayList<>();
            for (int i = 0; i < config.writers(); i++) {
                int writer = i;
                parts.add(() -> report(writer));
            }
            long begun = System.nanoTime();
            List<long[]> nanos = new ArrayList<>();
            for (Future<long[]> part : writing.invokeAll(parts)) {
                nanos.add(part.get());
            }
            long[] sorted =
                    nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            write(sorted, System.nanoTime() - begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | IOException e) {
            throw new IllegalStateException("The fleet could not be reported", e);
        }
    }

    /** @return the time of each report in nanoseconds */
    private long[] report(int writer) throws NotStoredException, InterruptedException {
        long[] nanos = new long[config.servers() + config.faults()];
        int count = 0;
        for (int i = writer; i < config.servers(); i += config.writers()) {
            long sequence = 1;
            nanos[count++] = accept(i, sequence++, new Observation.Whole(List.of(), Instant.now()));
            for (int fault = i; fault < config.faults(); fault += config.servers()) {
                nanos[count++] = accept(i, sequence++, fault(fault));
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private long accept(int server, long sequence, Observation observation)
            throws NotStoredException, InterruptedException {
        Report report = new Report("fleet/" + server(server), epoch, sequence, server(server), observation);
        long begun = System.nanoTime();
        observatory.accept(report);
        return System.nanoTime() - begun;
    }

    private static Observation fault(int number) {
        return new Observation.Changed(
                ComponentPath.of("software", "service", "shop" + number),
                State.ABNORMAL,
                DOWN,
                Map.of("code", "3"),
                Instant.now(),
                List.of());
    }

    private void write(long[] sorted, long nanos) throws IOException {
        Path part = Path.of(config.result() + ".part");
        Files.writeString(
                part,
                String.format(
                        Locale.ROOT,
                        "reports=%d%nseconds=%f%nmedian=%f%np99=%f%n",
                        sorted.length,
                        nanos / 1e9,
                        sorted[sorted.length / 2] / 1e9,
                        sorted[sorted.length * 99 / 100] / 1e9));
        Files.move(part, Path.of(config.result()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String server(int number) {
        return String.format(Locale.ROOT, "shop%04d", number);
    }

    /** A server at which nothing can be read or done. */
    private static final class NothingToDo implements ServerLink {
        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return Optional.empty();
        }
    }
}
