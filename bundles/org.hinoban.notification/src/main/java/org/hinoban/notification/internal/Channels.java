package org.hinoban.notification.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.api.notification.Channel;
import org.hinoban.api.notification.NotificationChannel;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The channels that are installed now. Of several with one name the service that ranks highest is taken. */
@Component(service = Channels.class)
public final class Channels {
    private final Map<ServiceReference<NotificationChannel>, NotificationChannel> channels = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(ServiceReference<NotificationChannel> reference, NotificationChannel channel) {
        channels.put(reference, channel);
        listeners.forEach(Runnable::run);
    }

    void updatedChannel(ServiceReference<NotificationChannel> reference, NotificationChannel channel) {
        addChannel(reference, channel);
    }

    void removeChannel(ServiceReference<NotificationChannel> reference) {
        channels.remove(reference);
    }

    Optional<NotificationChannel> find(String name) {
        return channels.entrySet().stream()
                .filter(entry -> name.equals(entry.getKey().getProperty(Channel.PROPERTY)))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /** Calls back when a channel came; return at once. */
    void onArrival(Runnable listener) {
        listeners.add(listener);
    }
}
