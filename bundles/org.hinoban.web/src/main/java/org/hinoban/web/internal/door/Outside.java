package org.hinoban.web.internal.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a request looks from outside the proxies. Of what they add, {@code X-Forwarded-*} alone counts: {@code Forwarded} is
 * passed on by proxies that do not know it, and says then what the client likes.
 *
 * @param client the address of who asks
 * @param scheme {@code http} or {@code https}
 * @param host by which the client reached us, with its port
 */
record Outside(String client, String scheme, String host) {
    private static final int MAX_HOPS = 20;
    private static final Pattern LOOPBACK = Pattern.compile("127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1|::ffff:127\\.[0-9.]+");

    /** The longest is an IPv6 address with an IPv4 one at its end. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    /** What proxies add; any of them says that somebody else asks. */
    private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    static Outside of(HttpServletRequest request, OwnAddress own) {
        String peer = plain(String.valueOf(request.getRemoteAddr()));
        String scheme = request.getScheme();
        String host = text(request.getHeader("Host"));
        if (!own.trusts(peer)) {
            return new Outside(peer, scheme, host);
        }
        List<String> clients = backwards(request, "X-Forwarded-For");
        String nearest = peer;
        int hops = 0;
        while (hops < Math.min(MAX_HOPS, clients.size()) && own.trusts(nearest)) {
            String hop = plain(clients.get(hops));
            if (!ADDRESS.matcher(hop).matches()) {
                break;
            }
            nearest = hop;
            hops++;
        }
        String outerScheme = told(backwards(request, "X-Forwarded-Proto"), hops, scheme);
        String outerHost = told(backwards(request, "X-Forwarded-Host"), hops, host);
        return new Outside(nearest, outerScheme.equalsIgnoreCase("https") ? "https" : "http", outerHost);
    }

    /** Whether a loopback address asks that is no proxy of ours and speaks for nobody else. */
    static boolean isLocal(HttpServletRequest request, OwnAddress own) {
        String peer = plain(String.valueOf(request.getRemoteAddr()));
        boolean forwards = FORWARDING.stream().anyMatch(header -> request.getHeader(header) != null);
        return LOOPBACK.matcher(peer).matches() && !forwards && !own.trusts(peer);
    }

    /** What each proxy added, the nearest first. A client's own lines stand before those of the proxies. */
    private static List<String> backwards(HttpServletRequest request, String header) {
        List<String> items = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            for (String item : line.split(",")) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
        }
        Collections.reverse(items);
        return items;
    }

    /** What the proxy said that the client reached; a proxy between may have left it as it was. */
    private static String told(List<String> backwards, int hops, String otherwise) {
        return backwards.isEmpty() ? otherwise : backwards.get(Math.min(Math.max(hops - 1, 0), backwards.size() - 1));
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
