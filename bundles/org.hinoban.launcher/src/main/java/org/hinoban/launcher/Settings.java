package org.hinoban.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the environment says; it wins over the configuration files. */
record Settings(Path data, Map<String, String> properties) {
    static final int DEFAULT_PORT = 8181;

    private static final String DEFAULT_BIND = "127.0.0.1";
    private static final Map<String, String> PROPERTY_OF_VARIABLE = Map.of(
            "HINOBAN_PORT", "hinoban.port",
            "HINOBAN_BIND", "hinoban.bind",
            "HINOBAN_URL", "hinoban.url",
            "HINOBAN_PROXIES", "hinoban.proxies",
            "HINOBAN_TLS_CERT", "hinoban.tls.certificate",
            "HINOBAN_TLS_KEY", "hinoban.tls.key",
            "HINOBAN_ADMIN_PASSWORD", "hinoban.admin.password");

    /** Reads {@code HINOBAN_*}; an empty variable counts as not set, relative paths start at the working directory. */
    static Settings of(Map<String, String> environment) throws LaunchException {
        Map<String, String> properties = new LinkedHashMap<>();
        PROPERTY_OF_VARIABLE.forEach((variable, property) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                properties.put(property, value);
            }
        });
        for (String variable : List.of("HINOBAN_TLS_CERT", "HINOBAN_TLS_KEY")) {
            String property = PROPERTY_OF_VARIABLE.get(variable);
            String file = properties.get(property);
            if (file != null) {
                properties.put(property, Sense.file(variable, absolute(file)));
            }
        }
        if (properties.containsKey("hinoban.port")) {
            port("HINOBAN_PORT", properties.get("hinoban.port"));
        }
        Sense.url("HINOBAN_URL", properties.get("hinoban.url"));
        Sense.addresses("HINOBAN_PROXIES", properties.get("hinoban.proxies"));
        String data = environment.getOrDefault("HINOBAN_DATA", "");
        Path folder = Path.of(absolute(data.isEmpty() ? "data" : data));
        properties.put("hinoban.data", folder.toString());
        return new Settings(folder, Map.copyOf(properties));
    }

    /** The address to listen on: the environment's, else that of {@code org.hinoban.web.cfg}, else the default. */
    Address address() throws LaunchException {
        Properties file = new Properties();
        Path web = data.resolve("etc/org.hinoban.web.cfg");
        if (Files.exists(web)) {
            try (Reader reader = Files.newBufferedReader(web)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new LaunchException("cannot read " + web + ": " + e.getMessage(), e);
            }
        }
        requireBothOrNone(file);
        String port = value("hinoban.port", file.getProperty("port"), Integer.toString(DEFAULT_PORT));
        String bind = value("hinoban.bind", file.getProperty("bind"), DEFAULT_BIND);
        return new Address(bind, port("port in " + web, port));
    }

    /** A certificate or key of the environment goes with the other one, be it the environment's or the file's. */
    private void requireBothOrNone(Properties file) throws LaunchException {
        String certificate = value("hinoban.tls.certificate", file.getProperty("tls.certificate"), "");
        String key = value("hinoban.tls.key", file.getProperty("tls.key"), "");
        boolean told = properties.containsKey("hinoban.tls.certificate") || properties.containsKey("hinoban.tls.key");
        if (told && certificate.isEmpty() != key.isEmpty()) {
            throw new LaunchException("HINOBAN_TLS_CERT and HINOBAN_TLS_KEY go together: one of them is missing");
        }
    }

    private String value(String property, @Nullable String fromFile, String otherwise) {
        return Optional.ofNullable(properties.get(property))
                .or(() -> Optional.ofNullable(fromFile).map(String::strip).filter(text -> !text.isEmpty()))
                .orElse(otherwise);
    }

    private static int port(String source, String text) throws LaunchException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new LaunchException(source + " is not a port: " + text, e);
        }
        throw new LaunchException(source + " is not a port: " + text);
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    /** Host name or address, and port. */
    record Address(String host, int port) {}
}
