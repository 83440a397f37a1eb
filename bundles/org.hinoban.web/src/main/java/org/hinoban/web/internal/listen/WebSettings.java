package org.hinoban.web.internal.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;
import org.jspecify.annotations.Nullable;

/**
 * What is configured of the pages' address.
 *
 * @param url what mails link to, without a slash at its end; empty for the address that is bound
 * @param certificate a PEM file with the chain; null for a self-signed certificate
 * @param key a PEM file with the private key; null as the certificate
 */
record WebSettings(
        String bind,
        int port,
        String url,
        List<Network> proxies,
        @Nullable Path certificate,
        @Nullable Path key) {
    private static final String DEFAULT_BIND = "127.0.0.1";
    private static final int DEFAULT_PORT = 8181;
    /** Which keys mean something only together. */
    private static final List<Set<String>> KEYS = List.of(
            Set.of("bind"), Set.of("port"), Set.of("url"), Set.of("proxies"), Set.of("tls.certificate", "tls.key"));

    static final WebSettings DEFAULTS = new WebSettings(DEFAULT_BIND, DEFAULT_PORT, "", List.of(), null, null);

    WebSettings {
        proxies = List.copyOf(proxies);
    }

    /** Reads the values of the file with those of the environment over them. */
    static WebSettings read(Values file, UnaryOperator<@Nullable String> environment) throws BadValueException {
        Map<String, String> all = new HashMap<>(file.raw());
        all.putAll(told(environment));
        return read(new Values(file.name(), file.file(), all));
    }

    /** The same; in place of a value that cannot be used the environment's or the default counts, for its key alone. */
    static WebSettings best(Values file, UnaryOperator<@Nullable String> environment) throws BadValueException {
        Map<String, String> told = told(environment);
        Map<String, String> all = new HashMap<>(file.raw());
        all.putAll(told);
        Map<String, String> best = new HashMap<>();
        for (Set<String> keys : KEYS) {
            for (Map<String, String> candidate : List.of(all, told)) {
                Map<String, String> some = new HashMap<>(candidate);
                some.keySet().retainAll(keys);
                if (isUsable(new Values(file.name(), file.file(), some))) {
                    best.putAll(some);
                    break;
                }
            }
        }
        return read(new Values(file.name(), file.file(), best));
    }

    private static Map<String, String> told(UnaryOperator<@Nullable String> environment) {
        Map<String, String> told = new HashMap<>();
        KEYS.forEach(keys -> keys.forEach(key -> {
            String value = environment.apply("hinoban." + key);
            if (value != null && !value.isBlank()) {
                told.put(key, value);
            }
        }));
        return told;
    }

    private static boolean isUsable(Values values) {
        try {
            read(values);
            return true;
        } catch (BadValueException e) {
            // Said of the whole, which was read before.
            return false;
        }
    }

    private static WebSettings read(Values values) throws BadValueException {
        String bind = values.get("bind", DEFAULT_BIND);
        try {
            InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw values.unusable("bind");
        }
        Path certificate = readable(values, "tls.certificate");
        Path key = readable(values, "tls.key");
        if (certificate != null && key == null) {
            throw values.unusable("tls.key");
        }
        if (key != null && certificate == null) {
            throw values.unusable("tls.certificate");
        }
        return new WebSettings(
                bind, values.number("port", DEFAULT_PORT, 1, 65535), url(values), proxies(values), certificate, key);
    }

    boolean isLoopback() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Finds out whether pages can be served there, while they still are where they were.
     *
     * @throws IOException if not; with the reason
     */
    void probe(WebSettings now) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // Our own server keeps its port for itself, on every address: of a new address only that it is one can be
            // found out.
            socket.bind(new InetSocketAddress(bind, port == now.port ? 0 : port));
        }
    }

    private static String url(Values values) throws BadValueException {
        Optional<String> configured = values.get("url");
        if (configured.isEmpty()) {
            return "";
        }
        try {
            URI uri = URI.create(configured.get());
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String path = uri.getPath() == null ? "" : uri.getPath();
            if (web && uri.getHost() != null && uri.getQuery() == null && (path.isEmpty() || path.equals("/"))) {
                return uri.getScheme() + "://" + uri.getAuthority();
            }
        } catch (IllegalArgumentException e) {
            throw values.unusable("url");
        }
        throw values.unusable("url");
    }

    private static List<Network> proxies(Values values) throws BadValueException {
        List<Network> proxies = new ArrayList<>();
        for (String proxy : values.list("proxies")) {
            proxies.add(Network.of(proxy).orElseThrow(() -> values.unusable("proxies")));
        }
        return proxies;
    }

    private static @Nullable Path readable(Values values, String key) throws BadValueException {
        Optional<String> file = values.get(key);
        if (file.isEmpty()) {
            return null;
        }
        Path path = Path.of(file.get());
        if (!Files.isReadable(path)) {
            throw values.unusable(key);
        }
        return path;
    }
}
