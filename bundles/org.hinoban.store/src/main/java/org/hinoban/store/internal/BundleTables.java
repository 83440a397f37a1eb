package org.hinoban.store.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.Sql;

/**
 * The database of one bundle. The migrations run before its first transaction, so that a database that is away holds
 * nobody up at the start, and again before the next one if they could not be done.
 */
public final class BundleTables implements Database {
    private final Transactions transactions;
    private final Health health;
    private final String bundle;
    private final List<Migration> migrations;
    private volatile boolean ready;

    public BundleTables(Transactions transactions, Health health, String bundle, List<Migration> migrations) {
        this.transactions = transactions;
        this.health = health;
        this.bundle = bundle;
        this.migrations = migrations.stream()
                .sorted(Comparator.comparingInt(Migration::number))
                .toList();
    }

    @Override
    public <T> T write(Function<Sql, T> work) {
        migrate();
        return transactions.write(work);
    }

    @Override
    public <T> T read(Function<Sql, T> work) {
        migrate();
        return transactions.read(work);
    }

    private void migrate() {
        if (ready) {
            return;
        }
        // one bundle after another: two that make the same table fail on PostgreSQL
        synchronized (transactions) {
            if (!ready) {
                apply();
                health.accepts(bundle);
                ready = true;
            }
        }
    }

    private void apply() {
        Map<Integer, String> applied = applied();
        for (Migration migration : migrations) {
            String checksum = applied.remove(migration.number());
            if (checksum == null) {
                run(migration);
            } else if (!checksum.equals(migration.checksum())) {
                throw refused("migration " + migration.number() + " (" + migration.name()
                        + ") was changed after it had been applied: install the version of the bundle that applied it");
            }
        }
        if (!applied.isEmpty()) {
            throw refused("its tables were made by a newer version, which knows migration "
                    + applied.keySet().stream().max(Comparator.naturalOrder()).orElseThrow() + ": install that one");
        }
    }

    private Map<Integer, String> applied() {
        return transactions.write(sql -> {
            Tables.define(sql);
            Map<Integer, String> checksums = new HashMap<>();
            sql.list(
                    "SELECT number, checksum FROM store_migration WHERE bundle = ?",
                    row -> checksums.put(row.getInt(1), row.getString(2)),
                    bundle);
            for (Migration migration : migrations) {
                if (migration.checksum().equals(checksums.get(migration.number()))) {
                    Tables.keep(sql, bundle, migration.number(), migration.script());
                }
            }
            return checksums;
        });
    }

    private void run(Migration migration) {
        try {
            transactions.write(sql -> {
                Tables.record(sql, migration.of(bundle));
                migration.statements().forEach(sql::define);
                return migration;
            });
        } catch (DatabaseException | IllegalArgumentException e) {
            String reason = "migration " + migration.number() + " (" + migration.name() + ") failed: " + e.getMessage();
            health.refuses(bundle, reason);
            throw new DatabaseException(bundle + " gets no database: " + reason, e);
        }
    }

    private DatabaseException refused(String reason) {
        health.refuses(bundle, reason);
        return new DatabaseException(bundle + " gets no database: " + reason);
    }
}
