package org.hinoban.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hinoban.store.BackupException;
import org.hinoban.store.internal.Manifest.Script;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What bundles bring for their tables: migrations, and {@code OSGI-INF/restored.sql}, statements for rows that come from
 * another time, such as sessions that must not last.
 */
final class Installed {
    private static final String MIGRATIONS = "OSGI-INF/migrations";
    private static final String RESTORED = "OSGI-INF/restored.sql";

    /** Of each bundle that has any, in their order. */
    private final Map<String, List<Migration>> migrations = new TreeMap<>();

    private final Map<String, List<String>> restored = new TreeMap<>();

    static Installed of(BundleContext context) {
        Installed installed = new Installed();
        for (Bundle bundle : context.getBundles()) {
            List<Migration> found = migrations(bundle);
            if (!found.isEmpty()) {
                installed.migrations.put(bundle.getSymbolicName(), found);
                URL resource = bundle.getEntry(RESTORED);
                if (resource != null) {
                    installed.restored.put(
                            bundle.getSymbolicName(), new Migration(0, "restored", text(resource)).statements());
                }
            }
        }
        return installed;
    }

    /** The migrations of one bundle. */
    static List<Migration> migrations(Bundle bundle) {
        Enumeration<URL> found = bundle.findEntries(MIGRATIONS, "*.sql", false);
        return found == null
                ? List.of()
                : Collections.list(found).stream()
                        .map(Installed::migration)
                        .sorted(Comparator.comparingInt(Migration::number))
                        .toList();
    }

    /** @throws BackupException if tables were made by a version of their bundle that is newer or another one */
    void check(List<Script> scripts) throws BackupException {
        for (Script script : scripts) {
            List<Migration> own = migrations.get(script.bundle());
            if (own != null
                    && own.stream()
                            .noneMatch(migration -> migration.number() == script.number()
                                    && migration.checksum().equals(script.checksum()))) {
                throw new BackupException(
                        "The tables of " + script.bundle() + " were made by another version of it, with" + " migration "
                                + script.number() + " (" + script.name() + "): install that version");
            }
        }
    }

    /** What a bundle whose tables are there has still to do with them. */
    List<Script> newer(List<Script> scripts) {
        return scripts.stream()
                .map(Script::bundle)
                .distinct()
                .flatMap(bundle -> migrations.getOrDefault(bundle, List.of()).stream()
                        .filter(migration -> scripts.stream()
                                .noneMatch(script ->
                                        script.bundle().equals(bundle) && script.number() == migration.number()))
                        .map(migration -> migration.of(bundle)))
                .toList();
    }

    /** What bundles want done with rows of another time. */
    List<String> restored(List<Script> scripts) {
        return scripts.stream()
                .map(Script::bundle)
                .distinct()
                .flatMap(bundle -> restored.getOrDefault(bundle, List.of()).stream())
                .toList();
    }

    private static Migration migration(URL resource) {
        String path = resource.getPath();
        return Migration.of(path.substring(path.lastIndexOf('/') + 1), text(resource));
    }

    private static String text(URL resource) {
        try (InputStream content = resource.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
