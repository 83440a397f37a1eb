package org.hinoban.itests.tools;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mail as it came over the wire.
 *
 * @param to the recipient of the envelope
 * @param text its text part
 */
public record Mail(Instant arrived, String to, String messageId, String subject, String text) {
    private static final Pattern INCIDENT = Pattern.compile("https?://\\S+/i/[A-Za-z0-9_-]+");

    static Mail read(String to, byte[] bytes) throws IOException {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            return new Mail(
                    Instant.now(),
                    to,
                    String.valueOf(message.getMessageID()),
                    String.valueOf(message.getSubject()),
                    text(message.getContent()));
        } catch (MessagingException e) {
            throw new IOException("Not a mail that can be read", e);
        }
    }

    /** A mail from a mailbox, whose first header tells the recipient. */
    static Mail delivered(byte[] bytes) throws IOException {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            return read(String.valueOf(message.getHeader("Delivered-To", null)), bytes);
        } catch (MessagingException e) {
            throw new IOException("Not a mail that can be read", e);
        }
    }

    /** The link to the incident. */
    public URI link() {
        Matcher matcher = INCIDENT.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No link to an incident in:\n" + text);
        }
        return URI.create(matcher.group());
    }

    private static String text(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            BodyPart first = parts.getBodyPart(0);
            return text(first.getContent());
        }
        return String.valueOf(content);
    }
}
