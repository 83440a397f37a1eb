package org.hinoban.mailserver.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hinoban.mailserver.internal.Mail.Header;
import org.hinoban.store.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The mails that are kept. */
@Component(service = Mails.class)
public final class Mails {
    /** How many; the oldest goes. */
    static final int KEPT = 1_000;

    private static final int SUBJECT_LENGTH = 1_000;
    private static final int RECIPIENTS_LENGTH = 2_000;

    private final Database database;
    private final int kept;

    @Activate
    public Mails(@Reference Database database) {
        this(database, KEPT);
    }

    Mails(Database database, int kept) {
        this.database = database;
        this.kept = kept;
    }

    /** Keeps a mail. It is on disk when this returns. */
    void keep(List<String> recipients, Letter letter) {
        database.write(sql -> {
            long number = sql.first("SELECT MAX(number) FROM mailserver_mail", row -> row.getLong(1))
                            .orElse(0L)
                    + 1;
            sql.update(
                    "INSERT INTO mailserver_mail (number, received, recipients, subject, headers, body)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    number,
                    sql.now(),
                    cut(String.join(", ", recipients), RECIPIENTS_LENGTH),
                    cut(letter.subject(), SUBJECT_LENGTH),
                    write(letter.headers()),
                    letter.body());
            return sql.update("DELETE FROM mailserver_mail WHERE number <= ?", number - kept);
        });
    }

    /** The newest first, without headers and with the beginning of the body alone. */
    List<Mail> newest(int max) {
        return database.read(sql -> sql.list(
                "SELECT number, received, recipients, subject, '' AS headers, SUBSTR(body, 1, 200) AS body FROM mailserver_mail"
                        + " ORDER BY number DESC LIMIT ?",
                Mails::read,
                max));
    }

    Optional<Mail> find(long number) {
        return database.read(sql -> sql.first(
                "SELECT number, received, recipients, subject, headers, body FROM mailserver_mail WHERE number = ?",
                Mails::read,
                number));
    }

    private static Mail read(ResultSet row) throws SQLException {
        List<Header> headers = new ArrayList<>();
        for (String line : row.getString("headers").split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        }
        return new Mail(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("received")),
                row.getString("recipients"),
                row.getString("subject"),
                headers,
                row.getString("body"));
    }

    private static String write(List<Header> headers) {
        StringBuilder lines = new StringBuilder();
        for (Header header : headers) {
            lines.append(header.name())
                    .append(": ")
                    .append(header.value().replace('\n', ' '))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
