package org.hinoban.shell.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Texts in the language of the machine that the manager runs on. A service, for commands refer to nothing else. */
@Component(service = Reader.class)
public final class Reader {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    private final Localizer localizer;

    @Activate
    public Reader(@Reference Localizer localizer) {
        this.localizer = localizer;
    }

    String say(Text text) {
        Locale language = Locale.getDefault().getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        return localizer.render(text, language, ZoneId.systemDefault());
    }

    /** A moment of the machine's own day, to the second. */
    String clock(Instant time) {
        return CLOCK.format(time.atZone(ZoneId.systemDefault()));
    }
}
