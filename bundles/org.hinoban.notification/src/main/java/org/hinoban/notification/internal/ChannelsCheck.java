package org.hinoban.notification.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.NotificationChannel;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.text.Text;
import org.hinoban.delivery.Deliveries;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the ways are open that the configured recipients are told over. */
@Component
@HealthPart(name = "channels", seconds = 60)
public final class ChannelsCheck implements HealthCheck {
    private final Deliveries deliveries;
    private final Channels channels;

    @Activate
    public ChannelsCheck(@Reference Deliveries deliveries, @Reference Channels channels) {
        this.deliveries = deliveries;
        this.channels = channels;
    }

    @Override
    public Finding check() throws InterruptedException {
        List<String> names = deliveries.recipients().stream()
                .map(Recipient::channel)
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return Finding.doubtful(text("nobody", "Nobody is told of faults: no recipient is configured."));
        }
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            Optional<NotificationChannel> channel = channels.find(name);
            if (channel.isEmpty()) {
                return Finding.broken(text("health.missing", "{0}: nothing that can do that is installed", name));
            }
            try {
                String answer = channel.get().check();
                seen.add(answer.isEmpty() ? name : name + ": " + answer);
            } catch (DeliveryException e) {
                return Finding.broken(Text.plain(name + ": " + e.getMessage()));
            }
        }
        return Finding.sound(Text.plain(String.join("; ", seen)));
    }

    private static Text text(String key, String english, Object... arguments) {
        return Text.of(Notifier.PID, key, english, arguments);
    }
}
