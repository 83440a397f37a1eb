package org.hinoban.navigation.internal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.hinoban.api.text.Text;
import org.osgi.framework.Bundle;

/** The words of this bundle, and those that contributions name by a key. */
final class Texts {
    static final String BUNDLE = "org.hinoban.navigation";

    private Texts() {}

    static Text of(String key, String english, Object... arguments) {
        return Text.of(BUNDLE, key, english, arguments);
    }

    /** A label as a contribution declares it: a key after {@code %}, or the text itself. */
    static Text declared(Bundle bundle, String label) {
        if (!label.startsWith("%")) {
            return Text.plain(label);
        }
        String key = label.substring(1);
        return new Text(bundle.getSymbolicName(), key, List.of(), english(bundle, key));
    }

    /** Whether the bundle has words of its own for a key. */
    static boolean has(Bundle bundle, String key) {
        return !english(bundle, key).equals(key);
    }

    static Text with(Text text, List<String> arguments) {
        return new Text(text.bundle(), text.key(), arguments, text.english());
    }

    private static String english(Bundle bundle, String key) {
        URL resource = bundle.getEntry("OSGI-INF/l10n/bundle.properties");
        if (resource == null) {
            return key;
        }
        try (Reader reader = new InputStreamReader(resource.openStream(), StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(reader);
            return words.getProperty(key, key);
        } catch (IOException e) {
            // the bundle is leaving
            return key;
        }
    }
}
