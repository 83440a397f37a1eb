package org.hinoban.shell.internal;

import java.time.ZoneId;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;

/** Texts in the language of the machine that the manager runs on. */
@Service
@SuppressWarnings("NullAway.Init")
public final class Reader {
    @Reference
    private Localizer localizer;

    public Reader() {}

    Reader(Localizer localizer) {
        this.localizer = localizer;
    }

    String say(Text text) {
        Locale language = Locale.getDefault().getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        return localizer.render(text, language, ZoneId.systemDefault());
    }
}
