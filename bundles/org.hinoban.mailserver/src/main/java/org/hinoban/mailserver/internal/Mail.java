package org.hinoban.mailserver.internal;

import java.time.Instant;
import java.util.List;

/**
 * A mail that was taken.
 *
 * @param number 1, 2, 3 … in the order of arrival
 * @param recipients of the envelope, separated by commas
 * @param headers in their order, decoded
 * @param body the text part
 */
record Mail(long number, Instant received, String recipients, String subject, List<Header> headers, String body) {
    Mail {
        headers = List.copyOf(headers);
    }

    /** The first line, which is what a lock screen shows. */
    String lead() {
        return body.lines().findFirst().orElse("");
    }

    record Header(String name, String value) {}
}
