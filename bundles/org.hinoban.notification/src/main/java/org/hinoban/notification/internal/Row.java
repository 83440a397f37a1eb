package org.hinoban.notification.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.hinoban.delivery.Deliveries.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox.
 *
 * @param what one of the words of {@link Deliveries.Delivery#what()}
 * @param event the position of the event that it tells of; the order of a recipient's rows
 * @param thread the first message of the incident that this recipient was really sent
 * @param settled when it was accepted or abandoned
 * @param attempted when it was last tried; 0 if it was not
 * @param tried for how long it has been tried: the pauses between tries, each as far as it can have been one
 * @param due from when on it is to be tried
 * @param owner who tries it now, until the deadline; after that, who tried it last and did not hear whether it arrived
 */
record Row(
        String id,
        String incident,
        String recipient,
        String what,
        long event,
        String subject,
        @Nullable String thread,
        long created,
        String state,
        @Nullable Long settled,
        int attempts,
        long attempted,
        long tried,
        long due,
        String answer,
        @Nullable String owner,
        long deadline) {
    static final String OPENED = "opened";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String RECOVERED = "recovered";
    static final String OPENED_AND_RECOVERED = "opened-and-recovered";

    private static final int REFERENCE_LENGTH = 8;

    static final String WAITING = "waiting";
    static final String ACCEPTED = "accepted";
    static final String ABANDONED = "abandoned";

    /** How long a claim holds unless it is renewed: what a manager that was killed had in its hands waits that long. */
    static final Duration CLAIM = Duration.ofSeconds(8);

    static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** What a pause between two tries counts at most: in a longer one the manager was away, or the clock was set forward. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    static Row read(ResultSet row) throws SQLException {
        long settled = row.getLong("settled");
        boolean isSettled = !row.wasNull();
        return new Row(
                row.getString("id"),
                row.getString("incident"),
                row.getString("recipient"),
                row.getString("what"),
                row.getLong("event"),
                row.getString("subject"),
                row.getString("thread"),
                row.getLong("created"),
                row.getString("state"),
                isSettled ? settled : null,
                row.getInt("attempts"),
                row.getLong("attempted"),
                row.getLong("tried"),
                row.getLong("due"),
                row.getString("answer"),
                row.getString("owner"),
                row.getLong("deadline"));
    }

    /** What the log and the incident's page call it by when it is given up. */
    String reference() {
        return id.substring(0, Math.min(REFERENCE_LENGTH, id.length()));
    }

    boolean isWaiting() {
        return state.equals(WAITING);
    }

    /** Whether somebody tries it now. A deadline further off than any can be was set before the clock was set back. */
    boolean isClaimed(long now) {
        return owner != null && deadline > now && deadline <= now + CLAIM.toMillis();
    }

    /** Whether it is to be tried; with a clock that was set back as with the deadline. */
    boolean isDue(long now) {
        return due <= now || due > now + LONGEST_DELAY.toMillis();
    }

    /** For how long it will have been tried if it is tried now. */
    long triedBy(long now) {
        return attempted == 0 ? tried : tried + Math.max(0, Math.min(now - attempted, LONGEST_PAUSE.toMillis()));
    }

    /** Whether somebody handed it over and was gone before there was an answer. */
    boolean mayHaveArrived() {
        return owner != null;
    }

    Row in(@Nullable String newThread, String newWhat) {
        return new Row(
                id, incident, recipient, newWhat, event, subject, newThread, created, state, settled, attempts,
                attempted, tried, due, answer, owner, deadline);
    }

    Delivery delivery() {
        return new Delivery(
                id,
                incident,
                recipient,
                what,
                Instant.ofEpochMilli(created),
                attempted == 0 ? null : Instant.ofEpochMilli(attempted),
                state.equals(ACCEPTED) && settled != null ? Instant.ofEpochMilli(settled) : null,
                state.equals(ABANDONED),
                attempts,
                answer);
    }
}
