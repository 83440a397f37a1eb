package org.hinoban.notification.internal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.hinoban.api.notification.Recipient;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;

/**
 * Somebody on duty.
 *
 * @param user the user ID that this person logs in with, so as not to be told of what they did
 * @param file where it is configured
 */
record Member(Recipient recipient, String user, String file) {
    static Member read(Values values) throws BadValueException {
        String address = values.required("address");
        if (address.chars().anyMatch(Character::isISOControl)) {
            throw values.unusable("address");
        }
        String language = values.choice("language", "en", List.of("en", "ja"));
        Recipient recipient = new Recipient(
                values.name(), values.get("channel", "mail"), address, Locale.forLanguageTag(language), zone(values));
        return new Member(recipient, values.get("user", values.name()), values.file());
    }

    /** In English and in this machine's zone, if nothing else can be made of it: better than not being told. */
    static Member readReachable(Values values) throws BadValueException {
        return read(values.only("address", "channel", "user"));
    }

    private static ZoneId zone(Values values) throws BadValueException {
        try {
            return values.get("zone").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            throw values.unusable("zone");
        }
    }
}
