package org.hinoban.notification.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.hinoban.store.Database;
import org.hinoban.store.Sql;
import org.jspecify.annotations.Nullable;

/** The rows: what is to be told to whom, and how far the event log was read for that. */
final class Outbox {
    private static final int MAX_ANSWER = 1_000;
    private static final int MAX_SUBJECT = 500;
    /** Incidents whose rows go in one transaction. */
    private static final int MAX_FORGOTTEN = 100;

    private final Database database;

    Outbox(Database database) {
        this.database = database;
    }

    /** What one event leads to. */
    sealed interface Order {
        long event();

        String incident();

        /** Everybody listed is to be told of the opening, each with a subject in their language. */
        record Open(long event, String incident, List<Addressee> addressees) implements Order {
            public Open {
                addressees = List.copyOf(addressees);
            }
        }

        /**
         * Everybody who is told of the opening is to be told of this too.
         *
         * @param except the name of a recipient who need not be told; null for nobody
         */
        record Follow(
                long event,
                String incident,
                String what,
                @Nullable String except) implements Order {}
    }

    record Addressee(String recipient, String subject) {}

    /** The rows whose turn it is, and the time by the database's clock. */
    record Queue(long now, List<Row> heads) {
        Queue {
            heads = List.copyOf(heads);
        }
    }

    long position() {
        return database.read(sql -> sql.first(
                        "SELECT position FROM notification_position WHERE id = 1", row -> row.getLong("position"))
                .orElse(0L));
    }

    /**
     * Writes the rows that follow from the events after one position up to another, and the new position with them.
     *
     * @return false if somebody else was faster; then nothing was written
     */
    boolean advance(long from, long to, List<Order> orders) {
        return database.write(sql -> {
            int moved =
                    sql.update("UPDATE notification_position SET position = ? WHERE id = 1 AND position = ?", to, from);
            if (moved == 1) {
                orders.forEach(order -> carryOut(sql, order));
            }
            return moved == 1;
        });
    }

    private static void carryOut(Sql sql, Order order) {
        if (order instanceof Order.Open open) {
            open.addressees()
                    .forEach(addressee -> insert(sql, order, addressee.recipient(), Row.OPENED, addressee.subject()));
        } else if (order instanceof Order.Follow follow) {
            sql
                    .list(
                            "SELECT * FROM notification_delivery WHERE incident = ? AND what = ? AND state <> ?",
                            Row::read,
                            order.incident(),
                            Row.OPENED,
                            Row.ABANDONED)
                    .stream()
                    .filter(opening -> !opening.recipient().equals(follow.except()))
                    .forEach(opening -> insert(sql, order, opening.recipient(), follow.what(), opening.subject()));
        }
    }

    private static void insert(Sql sql, Order order, String recipient, String what, String subject) {
        sql.update(
                "INSERT INTO notification_delivery (id, incident, recipient, what, event, subject, created, state,"
                        + " attempts, attempted, tried, due, answer, deadline)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', 0)",
                UUID.randomUUID().toString(),
                order.incident(),
                recipient,
                what,
                order.event(),
                cut(subject, MAX_SUBJECT),
                sql.now(),
                Row.WAITING);
    }

    /** What waits, in numbers. Costs as much as waits, however much was told before. */
    Backlog backlog() {
        return database.read(sql -> {
            long now = sql.now();
            return sql.first(
                            "SELECT COUNT(*) AS waiting, MIN(created) AS oldest FROM notification_delivery"
                                    + " WHERE state = ?",
                            row -> {
                                long waiting = row.getLong("waiting");
                                return new Backlog(now, waiting, waiting == 0 ? now : row.getLong("oldest"));
                            },
                            Row.WAITING)
                    .orElseThrow();
        });
    }

    /**
     * @param now by the database's clock
     * @param oldest when the one was written that waits longest; now if none does
     */
    record Backlog(long now, long waiting, long oldest) {}

    /** The oldest waiting row of each recipient. */
    Queue queue() {
        return database.read(sql -> new Queue(
                sql.now(),
                sql.list(
                        "SELECT d.* FROM notification_delivery d JOIN (SELECT recipient, MIN(event) AS event"
                                + " FROM notification_delivery WHERE state = ? GROUP BY recipient) h"
                                + " ON d.recipient = h.recipient AND d.event = h.event ORDER BY d.event, d.recipient",
                        Row::read,
                        Row.WAITING)));
    }

    /**
     * Takes rows for an owner until a deadline, as far as nobody else has. A row whose incident went on meanwhile becomes
     * one message with what followed; but one that may have arrived is told once more as it was, or whoever drops the
     * second message of an id would miss what followed.
     *
     * @return the rows as they are to be told now
     */
    List<Row> claim(Collection<Row> rows, String owner) {
        return database.write(sql -> {
            long now = sql.now();
            List<Row> claimed = new ArrayList<>();
            for (Row row : rows) {
                Row before = sql.first("SELECT * FROM notification_delivery WHERE id = ?", Row::read, row.id())
                        .orElse(row);
                if (before.isWaiting() && !before.isClaimed(now) && claim(sql, before, owner, now)) {
                    if (before.mayHaveArrived()) {
                        claimed.add(before);
                    } else {
                        collapse(sql, before).ifPresent(claimed::add);
                    }
                }
            }
            return claimed;
        });
    }

    private static Optional<Row> collapse(Sql sql, Row row) {
        List<Row> following = sql.list(
                "SELECT * FROM notification_delivery WHERE incident = ? AND recipient = ? AND state = ? AND event > ?",
                Row::read,
                row.incident(),
                row.recipient(),
                Row.WAITING,
                row.event());
        boolean recovered = following.stream().anyMatch(next -> next.what().equals(Row.RECOVERED));
        String thread = thread(sql, row);
        if (row.what().equals(Row.OPENED)) {
            // whoever is told of the opening is told in the same message who has taken it
            following.forEach(next -> delete(sql, next));
            return Optional.of(tell(sql, row.in(thread, recovered ? Row.OPENED_AND_RECOVERED : Row.OPENED)));
        }
        if (row.what().equals(Row.ACKNOWLEDGED) && recovered) {
            delete(sql, row);
            return Optional.empty();
        }
        return Optional.of(tell(sql, row.in(thread, row.what())));
    }

    private static Row tell(Sql sql, Row row) {
        sql.update(
                "UPDATE notification_delivery SET what = ?, thread = ? WHERE id = ?",
                row.what(),
                row.thread(),
                row.id());
        return row;
    }

    private static void delete(Sql sql, Row row) {
        sql.update("DELETE FROM notification_delivery WHERE id = ?", row.id());
    }

    private static @Nullable String thread(Sql sql, Row row) {
        return sql.first(
                        "SELECT id FROM notification_delivery WHERE incident = ? AND recipient = ? AND state = ?"
                                + " ORDER BY event LIMIT 1",
                        first -> first.getString("id"),
                        row.incident(),
                        row.recipient(),
                        Row.ACCEPTED)
                .orElse(null);
    }

    private static boolean claim(Sql sql, Row before, String owner, long now) {
        return sql.update(
                        "UPDATE notification_delivery SET owner = ?, deadline = ?, attempts = attempts + 1, attempted = ?,"
                                + " tried = ?"
                                + " WHERE id = ? AND state = ? AND attempts = ? AND deadline = ?",
                        owner,
                        now + Row.CLAIM.toMillis(),
                        now,
                        before.triedBy(now),
                        before.id(),
                        Row.WAITING,
                        before.attempts(),
                        before.deadline())
                == 1;
    }

    /** Keeps what an owner has claimed. */
    void renew(String owner) {
        database.write(sql -> sql.update(
                "UPDATE notification_delivery SET deadline = ? WHERE owner = ? AND state = ? AND deadline > 0",
                sql.now() + Row.CLAIM.toMillis(),
                owner,
                Row.WAITING));
    }

    /** Gives back what an owner has claimed and not settled; nobody knows what became of it. */
    void release(String owner) {
        database.write(sql -> sql.update(
                "UPDATE notification_delivery SET deadline = 0 WHERE owner = ? AND state = ?", owner, Row.WAITING));
    }

    /** @return when, by the database's clock */
    long settle(Row row, String state, String answer) {
        return database.write(sql -> {
            long now = sql.now();
            sql.update(
                    "UPDATE notification_delivery SET state = ?, settled = ?, answer = ?, owner = NULL"
                            + " WHERE id = ? AND state = ?",
                    state,
                    now,
                    cut(answer, MAX_ANSWER),
                    row.id(),
                    Row.WAITING);
            return now;
        });
    }

    /** @param unanswered whether it may have arrived all the same */
    void postpone(Row row, Duration delay, String answer, boolean unanswered) {
        // whoever tried it last stays written down until there is an answer
        String owner = unanswered || row.mayHaveArrived() ? "owner" : "NULL";
        database.write(sql -> sql.update(
                "UPDATE notification_delivery SET due = ?, answer = ?, deadline = 0, owner = " + owner
                        + " WHERE id = ? AND state = ?",
                sql.now() + delay.toMillis(),
                cut(answer, MAX_ANSWER),
                row.id(),
                Row.WAITING));
    }

    /** The way is free again: nobody waits any longer than needed. */
    void hurry() {
        database.write(sql -> sql.update("UPDATE notification_delivery SET due = 0 WHERE state = ?", Row.WAITING));
    }

    List<Row> latest(int max) {
        return database.read(sql -> sql.list(
                "SELECT * FROM notification_delivery ORDER BY created DESC, event DESC, recipient LIMIT ?",
                Row::read,
                max));
    }

    List<Row> of(String incident) {
        return database.read(sql -> sql.list(
                "SELECT * FROM notification_delivery WHERE incident = ? ORDER BY event, recipient",
                Row::read,
                incident));
    }

    /** Up to where no event is needed any more: all before it have been read, and what followed from them is settled. */
    long needless() {
        return database.read(sql -> sql.first(
                        "SELECT position, (SELECT MIN(event) FROM notification_delivery WHERE state = ?) AS waiting"
                                + " FROM notification_position WHERE id = 1",
                        row -> {
                            long position = row.getLong("position");
                            long waiting = row.getLong("waiting");
                            return row.wasNull() ? position : Math.min(position, waiting - 1);
                        },
                        Row.WAITING)
                .orElse(0L));
    }

    /**
     * Forgets the rows of incidents of which nobody was told anything for so long, and nobody waits to be.
     *
     * @param isOver whether an incident is; the rows of an open one say who is to be told of its end
     * @return how many; few enough that nobody waits for it, so that it is to be done again until none is left
     */
    int forget(Duration age, Predicate<String> isOver) {
        String last = "";
        while (true) {
            List<String> old = old(age, last);
            if (old.isEmpty()) {
                return 0;
            }
            List<String> over = old.stream().filter(isOver).toList();
            if (!over.isEmpty()) {
                return database.write(sql -> over.stream()
                        .mapToInt(incident ->
                                sql.update("DELETE FROM notification_delivery WHERE incident = ?", incident))
                        .sum());
            }
            last = old.get(old.size() - 1);
        }
    }

    private List<String> old(Duration age, String after) {
        return database.read(sql -> {
            long before = sql.now() - age.toMillis();
            return sql.list(
                    "SELECT DISTINCT incident FROM notification_delivery d WHERE settled < ? AND incident > ?"
                            + " AND NOT EXISTS (SELECT 1 FROM notification_delivery o WHERE o.incident = d.incident"
                            + " AND (o.state = ? OR o.settled >= ?)) ORDER BY incident LIMIT ?",
                    row -> row.getString(1),
                    before,
                    after,
                    Row.WAITING,
                    before,
                    MAX_FORGOTTEN);
        });
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
