package org.hinoban.itests.crowd;

import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** More servers than a page has room for, one in each state, named as no template expects. All is normal when it goes. */
@Component(
        immediate = true,
        service = {})
public final class Crowd {
    /** Its symbolic name, and what its words are found under. */
    public static final String NAME = "org.hinoban.itests.crowd";

    /** The faulted one. */
    public static final String LONG = "a-server-with-a-name-of-60-letters-that-nobody-breaks-ever";

    private static final int SERVERS = 120;
    private static final String SERVICE = "a-service-with-a-name-of-60-letters-that-nobody-breaks-ever";
    private static final Kind DOWN = new Kind(NAME, "down", List.of());

    private final Observatory observatory;
    private final String epoch = UUID.randomUUID().toString();

    @Activate
    // So declares OSGi.
    @SuppressWarnings("JdkObsolete")
    public Crowd(BundleContext context, @Reference Observatory observatory)
            throws NotStoredException, InterruptedException {
        this.observatory = observatory;
        for (int i = 0; i < SERVERS; i++) {
            String name = i == 0 ? LONG : i == 1 ? "東京第二データセンタの受注管理データベースサーバ" : server(i);
            Map<String, String> properties =
                    Map.of(Connects.CONNECTOR, "crowd", Connects.SERVER, server(i), Connects.NAME, name);
            context.registerService(ServerLink.class, new Nothing(), new Hashtable<>(properties));
            accept(i, 1, new Observation.Whole(List.of(), Instant.now()));
        }
        accept(0, 2, changed(SERVICE, State.ABNORMAL));
        accept(1, 2, changed("受注管理", State.ABNORMAL));
        accept(2, 2, changed("report", State.WARNING));
        accept(3, 2, changed("report", State.UNKNOWN));
    }

    @Deactivate
    void deactivate() throws NotStoredException, InterruptedException {
        for (int i = 0; i < 4; i++) {
            accept(i, 3, new Observation.Whole(List.of(), Instant.now()));
        }
    }

    private void accept(int server, long sequence, Observation observation)
            throws NotStoredException, InterruptedException {
        observatory.accept(new Report("crowd/" + server, epoch, sequence, server(server), observation));
    }

    private static Observation.Changed changed(String service, State state) {
        return new Observation.Changed(
                ComponentPath.of("software", "service", service),
                state,
                DOWN,
                Map.of(),
                Instant.now(),
                state == State.ABNORMAL
                        ? List.of(new LogLine(Instant.now(), "x".repeat(200)), new LogLine(null, "受注 4711 を処理できません"))
                        : List.of());
    }

    private static String server(int number) {
        return "crowd" + number;
    }

    /** A server at which nothing can be read or done. */
    private static final class Nothing implements ServerLink {
        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return Optional.empty();
        }
    }
}
