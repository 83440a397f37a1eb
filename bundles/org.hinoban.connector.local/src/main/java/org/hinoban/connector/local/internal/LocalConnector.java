package org.hinoban.connector.local.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.configuration.Configurations;
import org.hinoban.host.CommandService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the machine that the manager runs on. */
@Component(
        immediate = true,
        service = {LocalConnector.class, NoticeSource.class, SynchronousConfigurationListener.class})
public final class LocalConnector implements NoticeSource, SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalConnector.class);

    private final BundleContext context;
    private final Configurations<Settings> settings;
    private final Configurations<CommandService> services;

    /** Guarded by this, as is all that follows. */
    private boolean active = true;

    private @Nullable Observatory observatory;
    private @Nullable Settings current;
    private @Nullable Watch watch;
    private @Nullable ServiceRegistration<ServerLink> link;

    @Activate
    public LocalConnector(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.context = context;
        this.settings = new Configurations<>(admin, Settings.PID, Settings::read);
        this.services = new Configurations<>(admin, Settings.SERVICE_PID, Settings::service);
        apply();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setObservatory(Observatory now) {
        hand(now);
    }

    synchronized void unsetObservatory(Observatory gone) {
        if (observatory == gone) {
            hand(null);
        }
    }

    private void hand(@Nullable Observatory now) {
        observatory = now;
        Watch open = watch;
        if (open != null) {
            open.handTo(now);
            if (now != null) {
                // it may know another time: another database, or a backup that was put back
                open.tellWhole();
            }
        }
    }

    /** Empty if this machine is not watched. */
    synchronized Optional<Watch> watch() {
        return Optional.ofNullable(watch);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        boolean ours = settings.changed(event);
        if (services.changed(event) || ours) {
            apply();
        }
    }

    @Override
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>(settings.notices());
        notices.addAll(services.notices());
        return notices;
    }

    /** Makes what runs be as it is configured. */
    private synchronized void apply() {
        Settings wanted = settings.values().values().stream().findFirst().orElseGet(Settings::usual);
        if (!active) {
            return;
        }
        Watch open = watch;
        if (open != null && wanted.equals(current)) {
            open.define(services.values());
            return;
        }
        close();
        current = wanted;
        if (wanted.enabled()) {
            open(wanted);
        }
    }

    private void open(Settings wanted) {
        Watch fresh = new Watch(wanted, data());
        watch = fresh;
        fresh.define(services.values());
        fresh.handTo(observatory);
        fresh.start();
        Map<String, String> properties =
                Map.of(Connects.CONNECTOR, "local", Connects.SERVER, wanted.server(), Connects.NAME, wanted.name());
        link = context.registerService(ServerLink.class, fresh, FrameworkUtil.asDictionary(properties));
        LOG.info("This machine is watched as {}", wanted.server());
    }

    private void close() {
        ServiceRegistration<ServerLink> registered = link;
        Watch open = watch;
        link = null;
        watch = null;
        if (registered != null) {
            registered.unregister();
        }
        if (open != null) {
            open.close();
        }
    }

    /** In the data folder of the manager; without one, in the bundle's own. */
    private Path data() {
        String folder = context.getProperty("hinoban.data");
        return folder == null
                ? context.getDataFile("local").toPath()
                : Path.of(folder).resolve("connector.local");
    }

    @Deactivate
    synchronized void deactivate() {
        active = false;
        close();
    }
}
