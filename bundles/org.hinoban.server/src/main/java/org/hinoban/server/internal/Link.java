package org.hinoban.server.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hinoban.api.connector.Connects;
import org.hinoban.api.connector.ServerLink;
import org.hinoban.api.server.ManagedServer;
import org.jspecify.annotations.Nullable;

/**
 * One connector's way to one server, as its service properties tell it.
 *
 * @param service the service's id; of two links of the same order the older one comes first
 * @param target gets the service when it is first needed; null once it is gone
 */
record Link(
        long service,
        String connector,
        String server,
        String name,
        Map<String, String> labels,
        int order,
        Supplier<@Nullable ServerLink> target) {
    static final Comparator<Link> BEST_FIRST =
            Comparator.comparingInt(Link::order).thenComparingLong(Link::service);

    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_LABELS = 50;

    /** @throws IllegalArgumentException with the reason if the properties cannot be used */
    static Link of(long service, Map<String, ?> properties, Supplier<@Nullable ServerLink> target) {
        String server = text(properties, Connects.SERVER);
        if (!server.matches(ManagedServer.ID_PATTERN)) {
            throw new IllegalArgumentException("\"" + shown(server) + "\" is no id of a server ("
                    + ManagedServer.ID_PATTERN + "), see its property " + Connects.SERVER);
        }
        String name = text(properties, Connects.NAME).strip();
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of " + server + " is longer than " + MAX_NAME_LENGTH + " or has control characters");
        }
        return new Link(
                service,
                text(properties, Connects.CONNECTOR),
                server,
                name,
                readLabels(server, properties.get(Connects.LABELS)),
                readOrder(server, properties.get(Connects.ORDER)),
                target);
    }

    private static Map<String, String> readLabels(String server, @Nullable Object property) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : texts(property)) {
            int sign = label.indexOf('=');
            if (sign < 1 || label.length() > MAX_NAME_LENGTH || label.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a label of " + server + " is not key=value");
            }
            labels.put(
                    label.substring(0, sign).strip(), label.substring(sign + 1).strip());
        }
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException(server + " has more than " + MAX_LABELS + " labels");
        }
        return labels;
    }

    private static int readOrder(String server, @Nullable Object property) {
        if (property == null) {
            return 100;
        }
        try {
            return Integer.parseInt(String.valueOf(property).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the order of a link to " + server + " is no number", e);
        }
    }

    private static String text(Map<String, ?> properties, String key) {
        return properties.get(key) instanceof String text ? text : "";
    }

    private static List<String> texts(@Nullable Object property) {
        if (property instanceof String[] several) {
            return Arrays.asList(several);
        }
        if (property instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return property instanceof String one && !one.isBlank() ? List.of(one) : List.of();
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
