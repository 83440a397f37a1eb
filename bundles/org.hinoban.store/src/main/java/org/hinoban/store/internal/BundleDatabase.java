package org.hinoban.store.internal;

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
    private final BundleTables tables;

    @Activate
    public BundleDatabase(ComponentContext context, @Reference Transactions transactions, @Reference Health health) {
        Bundle bundle = context.getUsingBundle();
        tables = new BundleTables(transactions, health, bundle.getSymbolicName(), Installed.migrations(bundle));
    }

    @Override
    public <T> T write(Function<Sql, T> work) {
        return tables.write(work);
    }

    @Override
    public <T> T read(Function<Sql, T> work) {
        return tables.read(work);
    }
}
