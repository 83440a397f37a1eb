package org.hinoban.store.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.hinoban.store.BackupException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jdbc.DataSourceFactory;

/** A database that a data source's file describes and that is not this manager's yet. */
final class OtherDatabase {
    private static final Set<String> NOT_THE_DRIVERS = Set.of("dataSourceName", "pool", "osgi.jdbc.driver.class");

    private final BundleContext context;
    private final Properties properties = new Properties();
    private final String driver;

    /** @throws BackupException if the file is not understood */
    OtherDatabase(BundleContext context, Path data, Path file) throws IOException, BackupException {
        this.context = context;
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + file);
        }
        Properties lines = new Properties();
        lines.load(new StringReader(Files.readString(file)));
        Map<String, Object> completed = new HashMap<>();
        lines.forEach((key, value) ->
                completed.put(key.toString(), value.toString().replace("${hinoban.data}", data.toString())));
        String missing = DataSourceDefaults.complete(completed);
        if (!missing.isEmpty()) {
            throw new BackupException(file + " describes no database: " + missing);
        }
        driver = String.valueOf(completed.get("osgi.jdbc.driver.class"));
        for (Map.Entry<String, Object> entry : completed.entrySet()) {
            if (!entry.getKey().startsWith("hikari.") && !NOT_THE_DRIVERS.contains(entry.getKey())) {
                properties.setProperty(entry.getKey(), entry.getValue().toString());
            }
        }
    }

    /** @throws BackupException if it does not answer, and why */
    Connection connect() throws BackupException {
        try {
            Collection<ServiceReference<DataSourceFactory>> factories =
                    context.getServiceReferences(DataSourceFactory.class, "(osgi.jdbc.driver.class=" + driver + ")");
            for (ServiceReference<DataSourceFactory> reference : factories) {
                DataSourceFactory factory = context.getService(reference);
                if (factory != null) {
                    return factory.createDataSource(properties).getConnection();
                }
            }
        } catch (InvalidSyntaxException | SQLException e) {
            throw new BackupException("The other database does not answer: " + e.getMessage(), e);
        }
        throw new BackupException("The driver " + driver + " is not installed");
    }

    /** @throws BackupException if one of the tables has rows there */
    static void checkEmpty(Connection connection, Collection<String> tables) throws SQLException, BackupException {
        Set<String> there = Tables.all(connection);
        for (String table : tables) {
            if (there.contains(table) && Tables.count(connection, table) > 0) {
                throw new BackupException("The other database is not empty: there are rows in " + table
                        + "; take another one, or drop its tables");
            }
        }
    }
}
