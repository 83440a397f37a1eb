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

    /** The text in the language, its English if the bundle or the key is gone. Never fails, never blocks. */
    String render(Text text, Locale language, ZoneId zone);
}
