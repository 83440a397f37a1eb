package org.hinoban.navigation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Execution.Stage;
import org.hinoban.store.Database;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;

/** The executions as rows: an id that is in here was begun and is not begun again. */
final class ExecutionTable {
    /** Forgotten at a time, in some milliseconds. */
    private static final int FORGOTTEN = 500;

    private static final String COLUMNS =
            "id, server, path, label, user_id, stage, message, state, identity, log, begun, took, normal_since, incident";

    private final Database database;
    private volatile boolean ready;

    ExecutionTable(Database database) {
        this.database = database;
    }

    Optional<Execution> find(String id) {
        prepare();
        return database.read(sql -> find(sql, id));
    }

    /** The latest finished one for an incident. */
    Optional<Execution> latest(String incident) {
        prepare();
        return database.read(sql -> sql.first(
                "SELECT " + COLUMNS + " FROM navigation_execution WHERE incident = ? AND stage <> ? AND stage <> ?"
                        + " ORDER BY begun DESC, id DESC LIMIT 1",
                ExecutionTable::read,
                incident,
                Stage.RUNNING.name(),
                Stage.VERIFYING.name()));
    }

    /**
     * Says that one begins.
     *
     * @return it as it is stored; empty if the id was used before
     */
    Optional<Execution> begin(
            String id, String server, String path, Text label, String user, State state, @Nullable String incident) {
        prepare();
        return database.write(sql -> {
            if (find(sql, id).isPresent()) {
                return Optional.empty();
            }
            long now = sql.now();
            sql.update(
                    "INSERT INTO navigation_execution (" + COLUMNS
                            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    server,
                    path,
                    Packed.text(label),
                    user,
                    Stage.RUNNING.name(),
                    Packed.text(Text.NONE),
                    state.name(),
                    "",
                    "",
                    now,
                    null,
                    null,
                    incident);
            return find(sql, id);
        });
    }

    /** Stores how far it has come. */
    void update(Execution execution) {
        Duration took = execution.took();
        Instant normalSince = execution.normalSince();
        database.write(sql -> sql.update(
                "UPDATE navigation_execution SET stage = ?, message = ?, state = ?, identity = ?, log = ?, took = ?,"
                        + " normal_since = ? WHERE id = ?",
                execution.stage().name(),
                Packed.text(execution.message()),
                execution.state().name(),
                execution.identity(),
                Packed.log(execution.log()),
                took == null ? null : took.toMillis(),
                normalSince == null ? null : normalSince.toEpochMilli(),
                execution.id()));
    }

    /**
     * Forgets some of those that are older than this.
     *
     * @param open the ids of incidents whose executions stay
     */
    int forget(Duration age, Set<String> open) {
        prepare();
        int staying = 0;
        while (true) {
            List<Execution> some = old(age, staying);
            List<String> over = some.stream()
                    .filter(execution -> execution.incident() == null || !open.contains(execution.incident()))
                    .map(Execution::id)
                    .toList();
            if (some.isEmpty()) {
                return 0;
            }
            if (!over.isEmpty()) {
                return database.write(sql -> over.stream()
                        .mapToInt(id -> sql.update("DELETE FROM navigation_execution WHERE id = ?", id))
                        .sum());
            }
            staying += some.size();
        }
    }

    private List<Execution> old(Duration age, int after) {
        return database.read(sql -> sql.list(
                "SELECT " + COLUMNS + " FROM navigation_execution WHERE begun < ? ORDER BY begun, id LIMIT ? OFFSET ?",
                ExecutionTable::read,
                sql.now() - age.toMillis(),
                FORGOTTEN,
                after));
    }

    /** What a run of the manager left unfinished will never be known. */
    private void prepare() {
        if (ready) {
            return;
        }
        synchronized (this) {
            if (!ready) {
                database.write(sql -> {
                    sql.update(
                            "UPDATE navigation_execution SET stage = ?, message = ? WHERE stage = ? OR stage = ?",
                            Stage.UNCERTAIN.name(),
                            Packed.text(Texts.of(
                                    "done.uncertain",
                                    "The manager was ended in the middle of it; whether it was done is not known")),
                            Stage.RUNNING.name(),
                            Stage.VERIFYING.name());
                    return true;
                });
                ready = true;
            }
        }
    }

    private static Optional<Execution> find(Sql sql, String id) {
        return sql.first("SELECT " + COLUMNS + " FROM navigation_execution WHERE id = ?", ExecutionTable::read, id);
    }

    private static Execution read(ResultSet row) throws SQLException {
        long took = row.getLong(12);
        boolean tookIsNull = row.wasNull();
        long normalSince = row.getLong(13);
        boolean normalSinceIsNull = row.wasNull();
        return new Execution(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Packed.text(row.getString(4)),
                row.getString(5),
                Stage.valueOf(row.getString(6)),
                Packed.text(row.getString(7)),
                State.valueOf(row.getString(8)),
                row.getString(9),
                Packed.log(row.getString(10)),
                Instant.ofEpochMilli(row.getLong(11)),
                tookIsNull ? null : Duration.ofMillis(took),
                normalSinceIsNull ? null : Instant.ofEpochMilli(normalSince),
                row.getString(14));
    }
}
