package org.hinoban.menu.software.internal;

import org.hinoban.api.text.Text;

/** The texts of this bundle. */
final class Words {
    private static final String BUNDLE = "org.hinoban.menu.software";

    private Words() {}

    static Text text(String key, String english, Object... arguments) {
        return Text.of(BUNDLE, key, english, arguments);
    }

    /** The service manager's own word, in the reader's language where it is a common one. */
    static Text activity(String word) {
        return text("activity." + word, word);
    }
}
