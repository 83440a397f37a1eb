package org.hinoban.access.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hinoban.access.Session;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The stored part of a lease. Its times are those of {@link DatabaseClock#now}; in the row they are the database's.
 *
 * @param session null if it was given back
 * @param askerSession null if nobody asks
 */
record LeaseRow(
        String server,
        long token,
        @Nullable String session,
        String user,
        long since,
        @Nullable String askerSession,
        @Nullable String asker,
        long asked,
        boolean refused) {

    /** A lease with a token that is newer than all before. */
    static LeaseRow granted(Sql sql, String server, String session, String user, long now) {
        sql.update("UPDATE access_counter SET value = value + 1 WHERE name = 'token'");
        return new LeaseRow(server, newestToken(sql), session, user, now, null, null, 0, false);
    }

    static long newestToken(Sql sql) {
        return sql.first("SELECT value FROM access_counter WHERE name = 'token'", row -> row.getLong(1))
                .orElseThrow();
    }

    static List<LeaseRow> all(Sql sql, DatabaseClock clock) {
        return sql.list(
                "SELECT server, token, session, user_id, since, asker_session, asker, asked, refused FROM access_lease",
                row -> read(row, clock));
    }

    LeaseRow askedBy(Session other, long now) {
        return new LeaseRow(server, token, session, user, since, other.id(), other.user(), now, false);
    }

    LeaseRow refusing(long now) {
        return new LeaseRow(server, token, session, user, since, askerSession, asker, now, true);
    }

    LeaseRow free() {
        return new LeaseRow(server, token, null, user, since, null, null, 0, false);
    }

    LeaseRow write(Sql sql, DatabaseClock clock) {
        int changed = sql.update(
                "UPDATE access_lease SET token = ?, session = ?, user_id = ?, since = ?, asker_session = ?, asker = ?,"
                        + " asked = ?, refused = ? WHERE server = ?",
                token,
                session,
                user,
                since + clock.leap(),
                askerSession,
                asker,
                asked + clock.leap(),
                refused,
                server);
        if (changed == 0) {
            sql.update(
                    "INSERT INTO access_lease (server, token, session, user_id, since, asker_session, asker, asked,"
                            + " refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    server,
                    token,
                    session,
                    user,
                    since + clock.leap(),
                    askerSession,
                    asker,
                    asked + clock.leap(),
                    refused);
        }
        return this;
    }

    private static LeaseRow read(ResultSet row, DatabaseClock clock) throws SQLException {
        return new LeaseRow(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                clock.stored(row.getLong(5)),
                row.getString(6),
                row.getString(7),
                clock.stored(row.getLong(8)),
                row.getBoolean(9));
    }
}
