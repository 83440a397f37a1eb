package org.hinoban.audit.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.text.Text;
import org.hinoban.audit.AuditLog;
import org.hinoban.store.Aging;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One row a deed. What does not fit a column is cut, since a long address must not hide a deed. */
@Component
public final class StoredAuditLog implements AuditLog, NoticeSource, Aging {
    private static final int MAX_ROWS = 1_000;
    /** At a time, in some milliseconds. */
    private static final int FORGOTTEN = 500;

    private static final int MAX_LENGTH = 200;
    private static final int MAX_WHAT_LENGTH = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(StoredAuditLog.class);

    private final Database database;
    private volatile boolean failing;

    @Activate
    public StoredAuditLog(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void record(Deed deed) {
        try {
            database.write(sql -> {
                sql.update("UPDATE audit_last SET number = number + 1 WHERE id = 1");
                sql.update(
                        "INSERT INTO audit_deed (number, at, account, client, what, server, action, result)"
                                + " VALUES ((SELECT number FROM audit_last WHERE id = 1), ?, ?, ?, ?, ?, ?, ?)",
                        sql.now(),
                        cut(deed.user(), MAX_LENGTH),
                        cut(deed.client(), MAX_LENGTH),
                        cut(deed.what(), MAX_WHAT_LENGTH),
                        cut(deed.server(), MAX_LENGTH),
                        cut(deed.id(), MAX_LENGTH),
                        cut(deed.result(), MAX_LENGTH));
                return deed;
            });
            failing = false;
        } catch (DatabaseException e) {
            failing = true;
            LOG.error(
                    "Not in the audit log, since the database failed: {} of {} by {} from {}: {}",
                    clean(deed.what()),
                    clean(deed.server()),
                    clean(deed.user()),
                    clean(deed.client()),
                    clean(deed.result()));
            throw e;
        }
    }

    @Override
    public List<Entry> latest(long before, String about, int max) {
        String beginning = cut(about, MAX_LENGTH);
        int length = beginning.length();
        return database.read(sql -> sql.list(
                "SELECT * FROM audit_deed WHERE number < ? AND (SUBSTR(account, 1, ?) = ? OR SUBSTR(server, 1, ?) = ?)"
                        + " ORDER BY number DESC LIMIT ?",
                row -> new Entry(
                        row.getLong("number"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        new Deed(
                                row.getString("account"),
                                row.getString("client"),
                                row.getString("what"),
                                row.getString("server"),
                                row.getString("action"),
                                row.getString("result"))),
                before,
                length,
                beginning,
                length,
                beginning,
                Math.max(0, Math.min(max, MAX_ROWS))));
    }

    @Override
    public int forget(Duration age) {
        return database.write(sql -> sql.update(
                "DELETE FROM audit_deed WHERE number IN (SELECT number FROM audit_deed WHERE at < ? ORDER BY at LIMIT ?)",
                sql.now() - age.toMillis(),
                FORGOTTEN));
    }

    @Override
    public List<Notice> notices() {
        return failing
                ? List.of(new Notice(
                        Text.of(
                                "org.hinoban.audit",
                                "notice.failing",
                                "The last deed could not be written to the audit log; the log file has it"),
                        true))
                : List.of();
    }

    private static String cut(String text, int max) {
        String clean = clean(text);
        return clean.length() <= max ? clean : clean.substring(0, max - 1) + "…";
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
