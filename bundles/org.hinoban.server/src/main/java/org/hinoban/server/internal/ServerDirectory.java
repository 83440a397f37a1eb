package org.hinoban.server.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.text.Text;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the links as they come, change and go; a link's service is made when a capability is first asked for. */
@Component
public final class ServerDirectory implements Servers, NoticeSource {
    private static final Logger LOG = LoggerFactory.getLogger(ServerDirectory.class);

    private final Directory directory = new Directory();
    private final Map<Long, Notice> refused = new ConcurrentHashMap<>();
    private final BundleContext context;

    @Activate
    public ServerDirectory(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<ManagedServer> all() {
        return directory.all();
    }

    @Override
    public Optional<ManagedServer> find(String id) {
        return directory.find(id);
    }

    @Override
    public List<Notice> notices() {
        return List.copyOf(refused.values());
    }

    @Reference(
            service = ServerLink.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addLink(ServiceReference<ServerLink> reference, Map<String, ?> properties) {
        long service = serviceId(reference);
        try {
            directory.put(Link.of(service, properties, () -> context.getService(reference)));
            refused.remove(service);
        } catch (IllegalArgumentException e) {
            directory.remove(service);
            String bundle =
                    reference.getBundle() == null ? "?" : reference.getBundle().getSymbolicName();
            String reason = String.valueOf(e.getMessage());
            LOG.warn("A link of {} is not used: {}", bundle, reason);
            Text text = Text.of("org.hinoban.server", "notice.link", "A link of {0} is not used: {1}", bundle, reason);
            refused.put(service, new Notice(text, false));
        }
    }

    void updatedLink(ServiceReference<ServerLink> reference, Map<String, ?> properties) {
        addLink(reference, properties);
    }

    void removeLink(ServiceReference<ServerLink> reference) {
        directory.remove(serviceId(reference));
        refused.remove(serviceId(reference));
    }

    private static long serviceId(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
