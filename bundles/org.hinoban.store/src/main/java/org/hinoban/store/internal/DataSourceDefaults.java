package org.hinoban.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes {@code org.ops4j.datasource-hinoban.cfg} before Pax JDBC reads it: the driver that the URL tells, the pool, and
 * every limit that the operator has not set. Without them a server that vanished would be waited for without end.
 */
@Component(property = {"cm.target=org.ops4j.datasource", "service.cmRanking:Integer=100"})
public final class DataSourceDefaults implements ConfigurationPlugin {
    static final String NAME = "hinoban";
    static final String FILE = "org.ops4j.datasource-" + NAME + ".cfg";
    private static final Logger LOG = LoggerFactory.getLogger(DataSourceDefaults.class);
    private static final String READER = "org.ops4j.pax.jdbc.config";
    private static final String FILE_NAME = "felix.fileinstall.filename";
    private static final String DRIVER_NAME = "osgi.jdbc.driver.name";
    private static final String DRIVER_CLASS = "osgi.jdbc.driver.class";

    /** The pool gives up well before the 10 s that a transaction may wait, so that a page still can say why. */
    private static final Map<String, String> POOL = Map.of(
            "pool", "hikari",
            "hikari.minimumIdle", "1",
            "hikari.initializationFailTimeout", "-1",
            "hikari.connectionTimeout", "3000",
            "hikari.validationTimeout", "2000");

    /** One writes, the others read. */
    private static final Map<String, String> SQLITE =
            Map.of("transactionMode", "IMMEDIATE", "busyTimeout", "5000", "hikari.maximumPoolSize", "4");

    /**
     * In seconds; the driver's own are endless. The server itself ends a statement before the driver gives up waiting for
     * it, and a transaction whose manager was cut off, or its locks would outlive it by the two hours of TCP.
     */
    private static final Map<String, String> POSTGRESQL = Map.of(
            "connectTimeout", "2",
            "loginTimeout", "3",
            "socketTimeout", "10",
            "cancelSignalTimeout", "2",
            "tcpKeepAlive", "true",
            "ApplicationName", "hinoban",
            "options", "-c statement_timeout=8s -c idle_in_transaction_session_timeout=15s",
            "hikari.maximumPoolSize", "8");

    private final Health health;

    @Activate
    public DataSourceDefaults(@Reference Health health) {
        this.health = health;
    }

    // the platform's own type
    @SuppressWarnings("JdkObsolete")
    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        // The console asks too, to show what others get.
        boolean shown =
                reference == null || !READER.equals(reference.getBundle().getSymbolicName());
        if (isOurs(properties) && !shown) {
            Map<String, Object> completed = new HashMap<>(FrameworkUtil.asMap(properties));
            health.misses(complete(completed));
            completed.forEach(properties::put);
            Collections.list(properties.keys()).stream()
                    .filter(key -> !completed.containsKey(key))
                    .forEach(properties::remove);
        }
    }

    private static boolean isOurs(Dictionary<String, Object> properties) {
        return NAME.equals(properties.get("dataSourceName"))
                || String.valueOf(properties.get(FILE_NAME)).endsWith("/" + FILE);
    }

    /** @return what is missing for Pax JDBC to make a data source of it; empty if nothing is */
    static String complete(Map<String, Object> properties) {
        Map<String, String> defaults = new LinkedHashMap<>(POOL);
        defaults.put("dataSourceName", NAME);
        String url = text(properties, "url");
        String missing = "";
        if (url.startsWith("jdbc:sqlite:")) {
            defaults.putAll(SQLITE);
            driver(properties, "sqlite", "org.sqlite.JDBC");
        } else if (url.startsWith("jdbc:postgresql:")) {
            defaults.putAll(POSTGRESQL);
            defaults.entrySet().removeIf(entry -> url.contains(entry.getKey() + "="));
            driver(properties, "postgresql", "org.postgresql.Driver");
        } else {
            missing = url.isEmpty()
                    ? "it has no line url = jdbc:…"
                    : "its url begins with neither jdbc:sqlite: nor jdbc:postgresql:";
        }
        password(properties);
        defaults.forEach(properties::putIfAbsent);
        return missing;
    }

    /** The names are those of Pax JDBC's adapters, of which the driver of PostgreSQL needs none. */
    private static void driver(Map<String, Object> properties, String name, String driver) {
        String given = text(properties, DRIVER_NAME);
        if (given.equals(name)) {
            properties.remove(DRIVER_NAME);
        }
        if (given.isEmpty() || given.equals(name)) {
            properties.put(
                    DRIVER_CLASS, text(properties, DRIVER_CLASS).isEmpty() ? driver : properties.get(DRIVER_CLASS));
        }
    }

    private static void password(Map<String, Object> properties) {
        String file = text(properties, "password.file");
        if (file.isEmpty()) {
            return;
        }
        properties.remove("password.file");
        try {
            properties.put(
                    "password",
                    Files.readString(Path.of(file)).lines().findFirst().orElse(""));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.error("The password of the database cannot be read: {} (in {})", e.toString(), FILE);
        }
    }

    private static String text(Map<String, Object> properties, String key) {
        Object value = properties.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
