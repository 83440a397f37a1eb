package org.hinoban.localization;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.hinoban.api.text.Text;
import org.osgi.annotation.versioning.ProviderType;

/** Puts texts into a reader's language. */
@ProviderType
public interface Localizer {
    /** The languages that people can choose. */
    List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    /**
     * The text in the language, its English if the bundle or the key is gone. Never fails, never blocks.
     *
     * <p>Only {@code {0}}, {@code {1}} and so on are replaced, once, from left to right; what an argument contains is not
     * looked at again, and a place without an argument stays as it is. Apostrophes and other braces mean nothing.
     * An argument that is an ISO instant becomes the date, time and zone such as {@code 2026-11-22 12:12:07 JST}.
     */
    String render(Text text, Locale language, ZoneId zone);
}
