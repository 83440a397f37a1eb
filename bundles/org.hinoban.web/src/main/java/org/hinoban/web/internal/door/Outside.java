package org.hinoban.web.internal.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a request looks from outside the proxies.
 *
 * @param client the address of who asks
 * @param scheme {@code http} or {@code https}
 * @param host by which the client reached us, with its port
 */
record Outside(String client, String scheme, String host) {
    private static final int MAX_HOPS = 20;
    private static final Pattern LOOPBACK = Pattern.compile("127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1|::ffff:127\\.[0-9.]+");

    /** What proxies add; any of them says that somebody else asks. */
    private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    static Outside of(HttpServletRequest request, OwnAddress own) {
        String peer = plain(String.valueOf(request.getRemoteAddr()));
        String scheme = request.getScheme();
        String host = text(request.getHeader("Host"));
        if (!own.trusts(peer)) {
            return new Outside(peer, scheme, host);
        }
        String forwarded = request.getHeader("Forwarded");
        List<String> clients;
        String outerScheme;
        String outerHost;
        if (forwarded != null) {
            clients = elements(forwarded, "for");
            outerScheme = last(elements(forwarded, "proto"));
            outerHost = last(elements(forwarded, "host"));
        } else {
            clients = items(text(request.getHeader("X-Forwarded-For")));
            outerScheme = last(items(text(request.getHeader("X-Forwarded-Proto"))));
            outerHost = last(items(text(request.getHeader("X-Forwarded-Host"))));
        }
        boolean https = outerScheme.isEmpty() ? scheme.equals("https") : outerScheme.equalsIgnoreCase("https");
        return new Outside(
                nearestStranger(clients, peer, own), https ? "https" : "http", outerHost.isEmpty() ? host : outerHost);
    }

    /** Whether a loopback address asks that is no proxy of ours and speaks for nobody else. */
    static boolean isLocal(HttpServletRequest request, OwnAddress own) {
        String peer = plain(String.valueOf(request.getRemoteAddr()));
        boolean forwards = FORWARDING.stream().anyMatch(header -> request.getHeader(header) != null);
        return LOOPBACK.matcher(peer).matches() && !forwards && !own.trusts(peer);
    }

    /** From the last hop back: the first address that is none of our proxies. */
    private static String nearestStranger(List<String> clients, String peer, OwnAddress own) {
        List<String> backwards = new ArrayList<>(clients);
        Collections.reverse(backwards);
        String nearest = peer;
        for (String hop : backwards.subList(0, Math.min(MAX_HOPS, backwards.size()))) {
            nearest = plain(hop);
            if (!own.trusts(nearest)) {
                break;
            }
        }
        return nearest;
    }

    private static List<String> elements(String forwarded, String name) {
        List<String> values = new ArrayList<>();
        for (String element : items(forwarded)) {
            for (String pair : element.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0
                        && pair.substring(0, equals)
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .equals(name)) {
                    values.add(pair.substring(equals + 1).strip().replace("\"", ""));
                }
            }
        }
        return values;
    }

    private static List<String> items(String header) {
        List<String> items = new ArrayList<>();
        for (String item : header.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static String last(List<String> values) {
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }

    /** An address without brackets and port. */
    private static String plain(String address) {
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            return end > 0 ? address.substring(1, end) : address;
        }
        int colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }
}
