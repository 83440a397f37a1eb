package org.hinoban.launcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the value of a variable makes sense; null for one that is not set. */
final class Sense {
    /** An address of either kind, no name, and how many of its bits count. */
    private static final Pattern NETWORK =
            Pattern.compile("(?<address>\\d+(\\.\\d+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(/(?<bits>\\d{1,3}))?");

    private Sense() {}

    /** The address of a web site without a path. */
    static void url(String variable, @Nullable String value) throws LaunchException {
        if (value != null && !isSite(value)) {
            throw new LaunchException(variable + " is not a URL such as https://manager.example.org: " + value);
        }
    }

    /** Addresses and networks, separated by commas. */
    static void addresses(String variable, @Nullable String value) throws LaunchException {
        for (String network : value == null ? new String[0] : value.split(",")) {
            if (!network.isBlank() && !isNetwork(network.strip())) {
                throw new LaunchException(
                        variable + " has what is no address or network such as 10.0.0.0/8: " + network.strip());
            }
        }
    }

    static String file(String variable, String path) throws LaunchException {
        if (!Files.isReadable(Path.of(path))) {
            throw new LaunchException(variable + " is not a file that can be read: " + path);
        }
        return path;
    }

    private static boolean isSite(String value) {
        try {
            URI uri = URI.create(value.strip());
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String path = uri.getPath() == null ? "" : uri.getPath();
            return web && uri.getHost() != null && uri.getQuery() == null && (path.isEmpty() || path.equals("/"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isNetwork(String value) {
        Matcher network = NETWORK.matcher(value);
        if (!network.matches()) {
            return false;
        }
        try {
            int most = InetAddress.getByName(network.group("address")).getAddress().length * 8;
            String bits = network.group("bits");
            return bits == null || Integer.parseInt(bits) <= most;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
