/**
 * The real database for the tests of bundles that keep rows. In the pom: {@code org.hinoban.store} once more with
 * {@code <type>test-jar</type>} and scope test, and {@code org.xerial:sqlite-jdbc} with scope test. In the test:
 *
 * <pre>{@code
 * @TempDir Path folder;
 *
 * try (DatabaseOnFile file = DatabaseOnFile.open(folder.resolve("hinoban.db"))) {
 *     Database database = file.of("org.hinoban.audit", AuditTable.class);
 *     ...
 *     file.setAway(true); // now every transaction fails
 *     file.setClock(now -> now - 3_600_000); // now it is an hour earlier
 * }
 * }</pre>
 *
 * The migrations are those in {@code OSGI-INF/migrations} beside the class. Opening the same file again is a restart.
 */
package org.hinoban.store.testing;
