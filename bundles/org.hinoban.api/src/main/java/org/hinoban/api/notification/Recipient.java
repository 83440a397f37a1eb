package org.hinoban.api.notification;

import java.time.ZoneId;
import java.util.Locale;

/**
 * Who is told.
 *
 * @param name as configured, unique
 * @param address in the form that the channel knows, such as a mail address
 * @param zone in which times are told
 */
public record Recipient(String name, String channel, String address, Locale language, ZoneId zone) {}
