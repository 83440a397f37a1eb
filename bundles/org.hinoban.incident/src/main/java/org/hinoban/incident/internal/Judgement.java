package org.hinoban.incident.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.incident.Condition;
import org.hinoban.incident.Event;
import org.hinoban.incident.Incident;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a report means, within one transaction. Only abnormal opens an incident, and warning or normal end it; unknown
 * does not, since a component that nobody can see has not recovered.
 */
final class Judgement {
    /** Guards the memory against a server that invents components. */
    static final int MAX_CONDITIONS = 5_000;

    private static final Duration EPOCHS_ARE_KEPT = Duration.ofDays(30);
    /** Nothing that one could take for something else when it is read out or typed; 10 of them are 49 bits. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstvwxyz";

    private static final int ID_LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);

    private final Sql sql;
    private final Effects effects = new Effects();

    Judgement(Sql sql) {
        this.sql = sql;
        Rows.lock(sql);
    }

    Effects effects() {
        return effects;
    }

    void take(Report report) {
        if (isKnown(report)) {
            return;
        }
        effects.servers.add(report.server());
        Observation observation = report.observation();
        if (observation instanceof Observation.Changed changed) {
            change(report, changed);
        } else if (observation instanceof Observation.Noted noted) {
            note(report.server(), noted);
        } else if (observation instanceof Observation.Whole whole) {
            compare(report, whole);
        }
    }

    /** @return who has it now; null if there is no such open incident */
    @Nullable
    String acknowledge(String id, String user) {
        Incident incident = Rows.find(sql, id).orElse(null);
        if (incident == null || !incident.isOpen()) {
            return null;
        }
        if (incident.acknowledgedBy() != null) {
            return incident.acknowledgedBy();
        }
        long now = sql.now();
        sql.update("UPDATE incident_incident SET acknowledged_by = ?, acknowledged = ? WHERE id = ?", user, now, id);
        append(
                Event.Type.ACKNOWLEDGED,
                id,
                null,
                incident.server(),
                incident.component(),
                stateOf(incident),
                Saying.acknowledged(user),
                Instant.ofEpochMilli(now));
        refresh(id);
        return user;
    }

    void note(String id, String key, Saying saying, Instant occurred) {
        Incident incident = Rows.find(sql, id).orElse(null);
        if (incident == null
                || sql.first("SELECT 1 FROM incident_event WHERE incident = ? AND note = ?", row -> 1, id, key)
                        .isPresent()) {
            return;
        }
        append(Event.Type.NOTED, id, key, incident.server(), incident.component(), stateOf(incident), saying, occurred);
    }

    private boolean isKnown(Report report) {
        long now = sql.now();
        Long last = sql.first(
                        "SELECT sequence FROM incident_source WHERE source = ? AND epoch = ?",
                        row -> row.getLong(1),
                        report.source(),
                        report.epoch())
                .orElse(null);
        if (last == null) {
            sql.update(
                    "DELETE FROM incident_source WHERE source = ? AND received < ?",
                    report.source(),
                    now - EPOCHS_ARE_KEPT.toMillis());
            sql.update(
                    "INSERT INTO incident_source (source, epoch, sequence, server, received) VALUES (?, ?, ?, ?, ?)",
                    report.source(),
                    report.epoch(),
                    report.sequence(),
                    report.server(),
                    now);
            return false;
        }
        if (report.sequence() <= last) {
            return true;
        }
        sql.update(
                "UPDATE incident_source SET sequence = ?, server = ?, received = ? WHERE source = ? AND epoch = ?",
                report.sequence(),
                report.server(),
                now,
                report.source(),
                report.epoch());
        return false;
    }

    /** What another source has told is not this one's to end. */
    private void compare(Report report, Observation.Whole whole) {
        Map<ComponentPath, Observation.Changed> listed = new TreeMap<>();
        whole.notNormal().forEach(changed -> listed.put(changed.component(), changed));
        List<Condition> known = sql.list(
                "SELECT * FROM incident_condition WHERE server = ? AND (source = ? OR source IS NULL)",
                Rows::condition,
                report.server(),
                report.source());
        for (Condition condition : known) {
            if (!listed.containsKey(condition.component())) {
                clear(condition, Saying.NORMAL_AGAIN, whole.occurred());
            }
        }
        listed.values().forEach(changed -> change(report, changed));
    }

    private void note(String server, Observation.Noted noted) {
        Condition condition = Rows.condition(sql, server, noted.component()).orElse(null);
        append(
                Event.Type.NOTED,
                condition == null ? null : condition.incident(),
                null,
                server,
                noted.component(),
                condition == null ? State.NORMAL : condition.state(),
                Saying.bounded(noted.kind(), noted.arguments()),
                noted.occurred());
    }

    private void change(Report report, Observation.Changed changed) {
        String server = report.server();
        Saying saying = Saying.bounded(changed.kind(), changed.arguments());
        Condition before = Rows.condition(sql, server, changed.component()).orElse(null);
        if (changed.state() == State.NORMAL) {
            if (before != null) {
                clear(before, saying, changed.occurred());
            }
            return;
        }
        if (before == null && isFull(server)) {
            LOG.warn(
                    "{} has more than {} components that are not normal; the rest are not kept",
                    server,
                    MAX_CONDITIONS);
            return;
        }
        if (before != null && before.state() == changed.state() && saysTheSame(before, saying)) {
            Rows.own(sql, before, report.source());
            return;
        }
        String incident = before == null ? null : before.incident();
        Event.Type type = Event.Type.CHANGED;
        String told = incident;
        if (changed.state() == State.ABNORMAL && incident == null) {
            type = Event.Type.OPENED;
            incident = open(server, changed, saying);
            told = incident;
        } else if (changed.state() == State.WARNING && incident != null) {
            type = Event.Type.RECOVERED;
            recover(incident, changed.occurred());
            incident = null;
        } else if (changed.state() == State.ABNORMAL && incident != null) {
            retell(incident, saying);
        }
        Instant since = before != null && before.state() == changed.state() ? before.since() : changed.occurred();
        Condition condition = new Condition(
                server, changed.component(), changed.state(), saying.kind(), saying.arguments(), since, incident);
        Rows.put(sql, condition, report.source());
        effects.conditions.add(condition);
        append(type, told, null, server, changed.component(), changed.state(), saying, changed.occurred());
        if (told != null) {
            refresh(told);
        }
    }

    private void clear(Condition before, Saying saying, Instant occurred) {
        Rows.clear(sql, before.server(), before.component());
        effects.conditions.add(new Effects.Cleared(before.server(), before.component()));
        String incident = before.incident();
        if (incident != null) {
            recover(incident, occurred);
        }
        append(
                incident == null ? Event.Type.CHANGED : Event.Type.RECOVERED,
                incident,
                null,
                before.server(),
                before.component(),
                State.NORMAL,
                saying,
                occurred);
        if (incident != null) {
            refresh(incident);
        }
    }

    private String open(String server, Observation.Changed changed, Saying saying) {
        String id = newId();
        List<LogLine> log = changed.log();
        int first = Math.max(0, log.size() - Observation.Changed.MAX_LOG_LINES);
        Rows.insert(
                sql,
                new Incident(
                        id,
                        server,
                        changed.component(),
                        saying.kind(),
                        saying.arguments(),
                        changed.occurred(),
                        Instant.ofEpochMilli(moment()),
                        null,
                        null,
                        null,
                        log.subList(first, log.size())));
        return id;
    }

    /**
     * Now, or the first moment after it that no incident has: whatever the clock does no two have the same, so that a list
     * can go on after any of them.
     */
    private long moment() {
        long now = sql.now();
        boolean taken = sql.first("SELECT 1 FROM incident_incident WHERE received = ?", row -> 1, now)
                .isPresent();
        return taken
                ? sql.first(
                                "SELECT i.received + 1 FROM incident_incident i WHERE i.received >= ? AND NOT EXISTS"
                                        + " (SELECT 1 FROM incident_incident n WHERE n.received = i.received + 1)"
                                        + " ORDER BY i.received LIMIT 1",
                                row -> row.getLong(1),
                                now)
                        .orElseThrow()
                : now;
    }

    private void recover(String incident, Instant occurred) {
        sql.update("UPDATE incident_incident SET recovered = ? WHERE id = ?", Rows.millis(occurred), incident);
    }

    private void retell(String incident, Saying saying) {
        sql.update(
                "UPDATE incident_incident SET kind_bundle = ?, kind_name = ?, parameters = ?, arguments = ? WHERE id = ?",
                saying.kind().bundle(),
                saying.kind().name(),
                saying.parameterColumn(),
                saying.argumentColumn(),
                incident);
    }

    private void refresh(String incident) {
        Rows.find(sql, incident).ifPresent(effects.incidents::add);
    }

    private void append(
            Event.Type type,
            @Nullable String incident,
            @Nullable String note,
            String server,
            ComponentPath component,
            State state,
            Saying saying,
            Instant occurred) {
        Rows.append(sql, type, incident, note, server, component, state, saying, occurred);
        effects.events++;
    }

    private State stateOf(Incident incident) {
        return Rows.condition(sql, incident.server(), incident.component())
                .map(Condition::state)
                .orElse(State.NORMAL);
    }

    private boolean isFull(String server) {
        return sql.first("SELECT COUNT(*) FROM incident_condition WHERE server = ?", row -> row.getInt(1), server)
                        .orElse(0)
                >= MAX_CONDITIONS;
    }

    private String newId() {
        String id;
        do {
            StringBuilder random = new StringBuilder(ID_LENGTH);
            for (int i = 0; i < ID_LENGTH; i++) {
                random.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            id = random.toString();
        } while (Rows.find(sql, id).isPresent());
        return id;
    }

    private static boolean saysTheSame(Condition before, Saying saying) {
        return Objects.equals(before.kind(), saying.kind())
                && before.arguments().equals(saying.arguments());
    }
}
