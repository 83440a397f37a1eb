package org.hinoban.drill.internal;

import org.hinoban.api.text.Text;

/** The texts of this bundle. */
final class Words {
    private static final String BUNDLE = "org.hinoban.drill";

    private Words() {}

    static Text text(String key, String english, Object... arguments) {
        return Text.of(BUNDLE, key, english, arguments);
    }
}
