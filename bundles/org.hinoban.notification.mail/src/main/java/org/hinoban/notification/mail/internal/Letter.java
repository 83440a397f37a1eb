package org.hinoban.notification.mail.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.hinoban.api.notification.Message;

/** A message as a mail. Whatever is tried again is the same mail for its reader: its id never changes. */
final class Letter extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    /** @param idHost what stands behind the at sign of ids, the same for all routes */
    @SuppressWarnings("JavaUtilDate") // what the mail library takes
    Letter(Session session, Message message, InternetAddress from, InternetAddress to, String idHost)
            throws MessagingException {
        super(session);
        messageId = id(message.id(), idHost);
        setFrom(from);
        setRecipient(RecipientType.TO, to);
        setSubject(message.subject().replaceAll("\\p{Cntrl}", " "), UTF_8);
        setSentDate(new Date());
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Auto-Response-Suppress", "All");
        setHeader("Content-Language", message.language().toLanguageTag());
        String thread = message.thread();
        if (thread != null) {
            setHeader("In-Reply-To", id(thread, idHost));
            setHeader("References", id(thread, idHost));
        }
        Body body = Body.of(message);
        MimeBodyPart text = new MimeBodyPart();
        text.setText(body.text(), UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(body.html(), UTF_8, "html");
        setContent(new MimeMultipart("alternative", text, html));
        saveChanges();
    }

    private static String id(String id, String host) {
        return "<" + id + "@" + host + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
