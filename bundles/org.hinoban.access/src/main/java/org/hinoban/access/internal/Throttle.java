package org.hinoban.access.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows wrong passwords down, by user and by client, and locks nobody out: who is told to wait has a place from then on,
 * and is tried after that time whatever others did meanwhile. Remembers a bounded number of both.
 */
final class Throttle {
    static final Duration LONGEST = Duration.ofSeconds(16);
    private static final int FREE = 3;
    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final int MOST = 5_000;
    private static final int MOST_PLACES = 16;

    private final LongSupplier now;
    /** Guarded by this. */
    private final Map<String, Count> users = bounded(MOST);
    /** Guarded by this. */
    private final Map<String, Count> clients = bounded(MOST);

    Throttle(LongSupplier now) {
        this.now = now;
    }

    /** How long this user has to wait at this client; empty if the password may be tried now. */
    synchronized Optional<Duration> mustWait(String user, String client) {
        long time = now.getAsLong();
        Count place = clients.computeIfAbsent(network(client), c -> new Count());
        Long promised = place.places.get(user);
        if (promised == null) {
            promised = Math.max(place.until, users.getOrDefault(key(user), Count.NONE).until);
            if (promised <= time) {
                return Optional.empty();
            }
            place.places.put(user, promised);
        }
        if (promised <= time) {
            place.places.remove(user);
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(promised - time));
    }

    synchronized void failed(String user, String client) {
        users.computeIfAbsent(key(user), u -> new Count()).failed(now.getAsLong());
        clients.computeIfAbsent(network(client), c -> new Count()).failed(now.getAsLong());
    }

    /** Forgets the user's wrong ones. The client's stay: an account of one's own is no key to guessing others. */
    synchronized void succeeded(String user) {
        users.remove(key(user));
    }

    private static String key(String user) {
        return user.length() <= 64 ? user : user.substring(0, 64);
    }

    /** An IPv6 client has at least a /64 to itself. */
    private static String network(String client) {
        if (!client.contains(":") || !client.matches("[0-9a-fA-F:.]+(%.*)?")) {
            return client.length() <= 64 ? client : client.substring(0, 64);
        }
        try {
            // an address and no name, so nothing is looked up
            byte[] address = InetAddress.getByName(client).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(address, Math.min(address.length, 8)));
        } catch (UnknownHostException e) {
            return client.toLowerCase(Locale.ROOT).substring(0, Math.min(64, client.length()));
        }
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The wrong ones of a user or a client. */
    private static final class Count {
        static final Count NONE = new Count();

        private final Map<String, Long> places = bounded(MOST_PLACES);
        private int failures;
        private long last;
        private long until;

        void failed(long time) {
            if (time - last > MEMORY.toMillis()) {
                failures = 0;
            }
            last = time;
            failures++;
            if (failures > FREE) {
                long seconds = 1L << Math.min(failures - FREE - 1, 10);
                until = time + Math.min(seconds * 1000, LONGEST.toMillis());
            }
        }
    }
}
