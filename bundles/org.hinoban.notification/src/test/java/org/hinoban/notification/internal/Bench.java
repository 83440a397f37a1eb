package org.hinoban.notification.internal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.hinoban.api.notification.Channel;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.NotificationChannel;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.Configurations;
import org.hinoban.localization.Localizer;
import org.hinoban.store.Database;
import org.hinoban.store.testing.DatabaseOnFile;
import org.osgi.framework.ServiceReference;

/** A notifier on a real database, with channels and recipients of a test's own. */
final class Bench implements AutoCloseable {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    final Story story = new Story();
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> recipients = new CopyOnWriteArrayList<>();
    final Channels channels = new Channels();
    final DatabaseOnFile file;
    final Database database;

    private final List<Notifier> running = new ArrayList<>();

    /** One message that a channel took. */
    record Sent(Message message, Recipient recipient) {
        String to() {
            return recipient.name();
        }
    }

    Bench(Path folder) {
        file = DatabaseOnFile.open(folder.resolve("test.db"));
        database = file.of("org.hinoban.notification", Notifier.class);
    }

    /** A channel that takes everything. */
    String take(Message message, Recipient recipient) {
        sent.add(new Sent(message, recipient));
        return "250 taken";
    }

    void recipient(String name, String... more) {
        Map<String, String> values = new java.util.HashMap<>(
                Map.of("service.pid", Notifier.RECIPIENT_PID + "~" + name, "address", name + "@example.org"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        recipients.add(values);
    }

    void channel(String name, NotificationChannel channel) {
        channels.addChannel(reference(name), channel);
    }

    Notifier start() {
        Links links = new Links(database, "https://hinoban.example.org/", null);
        Notifier notifier = new Notifier(
                new Configurations<>(() -> List.copyOf(recipients), Notifier.RECIPIENT_PID, Member::read),
                new Configurations<>(List::of, Notifier.PID, Limits::read),
                database,
                story,
                story,
                channels,
                new Writer(words(), servers(), links),
                links);
        running.add(notifier);
        return notifier;
    }

    void stop(Notifier notifier) {
        notifier.stop();
        running.remove(notifier);
    }

    List<String> tos() {
        return sent.stream().map(Sent::to).toList();
    }

    @Override
    public void close() {
        running.forEach(Notifier::stop);
        file.close();
    }

    static Servers servers() {
        return new Servers() {
            @Override
            public List<ManagedServer> all() {
                return List.of();
            }

            @Override
            public Optional<ManagedServer> find(String id) {
                return Optional.empty();
            }
        };
    }

    /** The bundle's own words, and for those of others their English. */
    static Localizer words() {
        Map<Locale, Properties> words =
                Map.of(Locale.ENGLISH, load("bundle.properties"), Locale.JAPANESE, load("bundle_ja.properties"));
        return (Text text, Locale language, ZoneId zone) -> {
            Properties known = Objects.requireNonNull(words.get(language));
            String pattern = text.bundle().equals(Wording.BUNDLE)
                    ? Objects.requireNonNull(known.getProperty(text.key()), text.key())
                    : text.english();
            for (int i = 0; i < text.arguments().size(); i++) {
                pattern = pattern.replace("{" + i + "}", text.arguments().get(i));
            }
            return pattern;
        };
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Bench.class.getResourceAsStream("/OSGI-INF/l10n/" + name)),
                StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** A reference that has a name, which is all that is asked of it. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<NotificationChannel> reference(String name) {
        return (ServiceReference<NotificationChannel>) Proxy.newProxyInstance(
                Bench.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> Channel.PROPERTY.equals(arguments[0]) ? name : null;
                    case "hashCode" -> name.hashCode();
                    case "equals" -> proxy == arguments[0];
                    case "compareTo" -> 0;
                    default -> null;
                });
    }
}
