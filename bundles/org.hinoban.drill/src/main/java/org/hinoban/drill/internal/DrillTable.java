package org.hinoban.drill.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hinoban.store.Aging;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drills as rows, so that one that was left behind by a kill is found and ended. */
@Component(service = {DrillTable.class, Aging.class})
public final class DrillTable implements Aging {
    /** Longer than a full garbage collection and a busy disk; shorter than people would wait for a red server to clear. */
    static final Duration CLAIM = Duration.ofSeconds(15);

    /** At a time, in some milliseconds. */
    private static final int FORGOTTEN = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DrillTable.class);

    private final Database database;

    @Activate
    public DrillTable(@Reference Database database) {
        this.database = database;
    }

    /** @return the drill that began; empty if one is on */
    Optional<DrillRow> begin(String server, String account) {
        return database.write(sql -> {
            // whoever else begins one waits here
            sql.update("UPDATE drill_last SET number = number WHERE id = 1");
            long now = sql.now();
            if (on(sql, now).isPresent()) {
                return Optional.empty();
            }
            sql.update("UPDATE drill_last SET number = number + 1 WHERE id = 1");
            long number = sql.first("SELECT number FROM drill_last WHERE id = 1", row -> row.getLong(1))
                    .orElseThrow();
            sql.update(
                    "INSERT INTO drill_drill (number, server, epoch, account, begun, deadline)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    number,
                    server,
                    UUID.randomUUID().toString(),
                    account,
                    now,
                    now + CLAIM.toMillis());
            return sql.first("SELECT * FROM drill_drill WHERE number = ?", DrillRow::read, number);
        });
    }

    /** The drill that is held now. */
    Optional<DrillRow> on() {
        return database.read(sql -> on(sql, sql.now()));
    }

    private static Optional<DrillRow> on(Sql sql, long now) {
        return sql.first("SELECT * FROM drill_drill WHERE ended IS NULL AND deadline > ?", DrillRow::read, now);
    }

    Optional<DrillRow> find(String server, String number) {
        return number.matches("[0-9]{1,18}")
                ? database.read(sql -> sql.first(
                        "SELECT * FROM drill_drill WHERE number = ? AND server = ?",
                        DrillRow::read,
                        Long.parseLong(number),
                        server))
                : Optional.empty();
    }

    /** Whoever holds it is still there. If it cannot be written, others will end the drill, which is as well. */
    void renew(DrillRow drill) {
        try {
            database.write(sql -> sql.update(
                    "UPDATE drill_drill SET deadline = ? WHERE number = ? AND ended IS NULL",
                    sql.now() + CLAIM.toMillis(),
                    drill.number()));
        } catch (DatabaseException e) {
            LOG.warn("Drill {} cannot be prolonged: {}", drill.number(), e.getMessage());
        }
    }

    void end(DrillRow drill) {
        database.write(sql -> sql.update(
                "UPDATE drill_drill SET ended = ? WHERE number = ? AND ended IS NULL", sql.now(), drill.number()));
    }

    /** Those that nobody has ended. */
    List<DrillRow> unended() {
        return database.read(
                sql -> sql.list("SELECT * FROM drill_drill WHERE ended IS NULL ORDER BY number", DrillRow::read));
    }

    /** Those that nobody has ended and nobody holds. */
    List<DrillRow> leftBehind() {
        return database.read(sql -> sql.list(
                "SELECT * FROM drill_drill WHERE ended IS NULL AND deadline <= ? ORDER BY number",
                DrillRow::read,
                sql.now()));
    }

    @Override
    public int forget(Duration age) {
        return database.write(sql -> sql.update(
                "DELETE FROM drill_drill WHERE number IN"
                        + " (SELECT number FROM drill_drill WHERE ended < ? ORDER BY ended LIMIT ?)",
                sql.now() - age.toMillis(),
                FORGOTTEN));
    }
}
