package org.hinoban.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import org.hinoban.store.Database;
import org.hinoban.store.Sql;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Hands each bundle a database of its own, with the migrations that the bundle brings. */
@Component(scope = ServiceScope.BUNDLE)
public final class BundleDatabase implements Database {
    private static final String FOLDER = "OSGI-INF/migrations";

    private final BundleTables tables;

    @Activate
    public BundleDatabase(ComponentContext context, @Reference Transactions transactions, @Reference Health health) {
        Bundle bundle = context.getUsingBundle();
        tables = new BundleTables(transactions, health, bundle.getSymbolicName(), migrations(bundle));
    }

    @Override
    public <T> T write(Function<Sql, T> work) {
        return tables.write(work);
    }

    @Override
    public <T> T read(Function<Sql, T> work) {
        return tables.read(work);
    }

    private static List<Migration> migrations(Bundle bundle) {
        Enumeration<URL> found = bundle.findEntries(FOLDER, "*.sql", false);
        return found == null
                ? List.of()
                : Collections.list(found).stream().map(BundleDatabase::load).toList();
    }

    private static Migration load(URL resource) {
        String path = resource.getPath();
        try (InputStream content = resource.openStream()) {
            return Migration.of(
                    path.substring(path.lastIndexOf('/') + 1),
                    new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
