package org.hinoban.mailserver.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hinoban.mailserver.internal.Mail.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is to read in a mail. Whatever was sent, something comes of it: what cannot be decoded is shown raw.
 *
 * @param body the first text part
 */
record Letter(String subject, List<Header> headers, String body) {
    private static final Logger LOG = LoggerFactory.getLogger(Letter.class);
    private static final int MAX_DEPTH = 8;
    private static final int MAX_HEADERS = 100;

    Letter {
        headers = List.copyOf(headers);
    }

    static Letter of(byte[] raw) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // the mail library looks its parts up there
        thread.setContextClassLoader(Letter.class.getClassLoader());
        try {
            MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(raw));
            List<Header> headers = new ArrayList<>();
            for (jakarta.mail.Header header : Collections.list(message.getAllHeaders())) {
                if (headers.size() < MAX_HEADERS) {
                    headers.add(new Header(
                            clean(header.getName()),
                            clean(decode(header.getValue())).replaceAll("\\s+", " ")));
                }
            }
            return new Letter(
                    clean(decode(message.getHeader("Subject", " "))),
                    headers,
                    clean(text(message, 0).orElse("")));
        } catch (MessagingException | IOException e) {
            LOG.info("A mail is kept as it came, for it cannot be read: {}", e.getMessage());
            return new Letter("?", List.of(), clean(new String(raw, StandardCharsets.UTF_8)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Optional<String> text(Part part, int depth) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            Object content = part.getContent();
            return Optional.of(content instanceof String text ? text : "");
        }
        if (depth < MAX_DEPTH && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> text = text(parts.getBodyPart(i), depth + 1);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static String decode(@Nullable String header) {
        if (header == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }

    /** Without what no page shows and no database takes. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ")
                .strip();
    }
}
