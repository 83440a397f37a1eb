package org.hinoban.incident.internal;

import java.time.Duration;
import java.util.List;
import org.hinoban.store.Aging;
import org.hinoban.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Forgets incidents that have long been over, with their events, and events of no incident; nothing that a consumer of the
 * event log needs, and nothing at all as long as none has said what it needs.
 */
@Component
public final class PastIncidents implements Aging {
    /** At a time; the events of so many are deleted in some milliseconds. */
    private static final int INCIDENTS = 50;

    private static final int EVENTS = 500;

    private final Chronicle chronicle;

    @Activate
    public PastIncidents(@Reference Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    @Override
    public int forget(Duration age) {
        Old old = chronicle.read(sql -> find(sql, age));
        if (old.incidents.isEmpty() && old.events.isEmpty()) {
            return 0;
        }
        return chronicle.alter(sql -> {
            int rows = 0;
            for (String incident : old.incidents) {
                rows += sql.update("DELETE FROM incident_event WHERE incident = ?", incident);
                rows += sql.update("DELETE FROM incident_incident WHERE id = ?", incident);
            }
            for (long event : old.events) {
                rows += sql.update("DELETE FROM incident_event WHERE position = ?", event);
            }
            return rows;
        });
    }

    /** What is over stays over and what was read stays read: nobody has to be kept from writing meanwhile. */
    private static Old find(Sql sql, Duration age) {
        long before = sql.now() - age.toMillis();
        long needless = sql.first("SELECT COALESCE(MIN(position), 0) FROM incident_reader", row -> row.getLong(1))
                .orElse(0L);
        return new Old(
                sql.list(
                        "SELECT id FROM incident_incident i WHERE recovered IS NOT NULL AND received < ? AND NOT EXISTS"
                                + " (SELECT 1 FROM incident_event e WHERE e.incident = i.id"
                                + " AND (e.received >= ? OR e.position > ?)) ORDER BY received LIMIT ?",
                        row -> row.getString(1),
                        before,
                        before,
                        needless,
                        INCIDENTS),
                sql.list(
                        "SELECT position FROM incident_event WHERE incident IS NULL AND position <= ? AND received < ?"
                                + " ORDER BY position LIMIT ?",
                        row -> row.getLong(1),
                        needless,
                        before,
                        EVENTS));
    }

    private record Old(List<String> incidents, List<Long> events) {}
}
