package org.hinoban.shell.internal;

import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.hinoban.audit.AuditLog;
import org.hinoban.store.BackupException;
import org.hinoban.store.Backups;
import org.hinoban.store.Backups.Summary;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What backup, restore and move have in common. They refer to nothing that stands on the database: they are there when it
 * is not, and what they refer to stays while it changes.
 */
@SuppressWarnings("NullAway.Init")
abstract class BackupsCommand extends ConsoleCommand {
    /** So long the audit log may take to come back after the database has changed. */
    private static final long AUDIT_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(BackupsCommand.class);

    @Reference
    private Backups backups;

    @Reference
    private BundleContext context;

    final Backups backups() {
        return backups;
    }

    /** What is done, as {@link Backups} does it. */
    @FunctionalInterface
    interface Change {
        Summary make() throws BackupException;
    }

    /** Does it, says what was done, and keeps who did it. */
    final void tell(Change change, String what, String done) throws InterruptedException, ProblemException {
        Summary summary;
        try {
            summary = change.make();
        } catch (BackupException e) {
            throw ProblemException.refused(String.valueOf(e.getMessage()));
        }
        double seconds = summary.took().toMillis() / 1000.0;
        out().println(
                        json()
                                ? JsonText.object(json -> {
                                    JsonText.member(json, "result", "done");
                                    JsonText.member(json, "file", summary.file());
                                    JsonText.member(json, "bytes", summary.bytes());
                                    JsonText.member(json, "tables", summary.tables());
                                    JsonText.member(json, "rows", summary.rows());
                                    JsonText.member(json, "files", summary.files());
                                    JsonText.member(json, "database", summary.database());
                                    JsonText.member(json, "seconds", seconds);
                                })
                                : String.format(
                                        Locale.ROOT,
                                        "%d rows (%s) and %d files %s%s (%d bytes) in %.1f s",
                                        summary.rows(),
                                        summary.database(),
                                        summary.files(),
                                        done,
                                        summary.file(),
                                        summary.bytes(),
                                        seconds));
        ServiceTracker<AuditLog, AuditLog> tracker = new ServiceTracker<>(context, AuditLog.class, null);
        tracker.open();
        try {
            AuditLog audit = tracker.waitForService(AUDIT_MILLIS);
            if (audit == null) {
                LOG.error("{} did {} {}, and there is no audit log to write it into", user(), what, summary.file());
            } else {
                record(audit, what + " " + summary.file());
            }
        } finally {
            tracker.close();
        }
    }
}
