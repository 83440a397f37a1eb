package org.hinoban.itests.losses;

import java.util.List;

/**
 * A place on the way from a fault to the mail server's 250 and on to the row that says so, at which the manager is killed.
 *
 * @param place what has been done there, and what not yet
 * @param type the class whose method is about to begin
 */
public record Point(String place, String type, String method) {
    private static final String CONNECTOR = "org.hinoban.connector.local.internal.";
    private static final String INCIDENT = "org.hinoban.incident.internal.";
    private static final String NOTIFICATION = "org.hinoban.notification.internal.";
    private static final String MAIL = "org.hinoban.notification.mail.internal.";

    /** In the order of the way. */
    public static final List<Point> ALL = List.of(
            new Point("observed, not spooled", CONNECTOR + "Spool", "add"),
            new Point("spooled, not handed over", CONNECTOR + "Sender", "hand"),
            new Point("handed over, before the transaction", INCIDENT + "Chronicle", "write"),
            new Point("within the transaction, some rows written", INCIDENT + "Rows", "append"),
            new Point("within the transaction, all rows written", INCIDENT + "Judgement", "refresh"),
            new Point("committed, nobody woken", INCIDENT + "Chronicle", "tell"),
            new Point("acknowledged, still in the spool", CONNECTOR + "Spool", "taken"),
            new Point("event log read, outbox not written", NOTIFICATION + "Outbox", "advance"),
            new Point("within the transaction, position written", NOTIFICATION + "Outbox", "carryOut"),
            new Point("within the transaction, some rows of the outbox written", NOTIFICATION + "Outbox", "insert"),
            new Point("outbox committed", NOTIFICATION + "Outbox", "queue"),
            new Point("within the transaction, row claimed", NOTIFICATION + "Outbox", "collapse"),
            new Point("claim committed", NOTIFICATION + "Dispatcher", "start"),
            new Point("before the connection to the mail server", MAIL + "Smtp", "send"),
            new Point("250 received, not written down", MAIL + "Health", "worked"),
            new Point("250 received, before the transaction", NOTIFICATION + "Outbox", "settle"),
            new Point("row accepted, timeline not", NOTIFICATION + "Notifier", "accepted"));

    /** Those at which a database is in the middle of a transaction or has just done it. */
    public static final List<Point> OF_TRANSACTIONS = ALL.stream()
            .filter(point -> List.of("append", "refresh", "tell", "carryOut", "insert", "queue", "collapse", "accepted")
                    .contains(point.method()))
            .toList();
}
