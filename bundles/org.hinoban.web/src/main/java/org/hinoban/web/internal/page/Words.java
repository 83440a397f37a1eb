package org.hinoban.web.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.State;

/** The words of the pages themselves in one language. */
public final class Words {
    private static final Words ENGLISH = new Words(Locale.ENGLISH, "bundle");
    private static final Words JAPANESE = new Words(Locale.JAPANESE, "bundle_ja");

    private final Locale locale;
    private final Map<String, String> words = new HashMap<>();

    private Words(Locale locale, String resource) {
        this.locale = locale;
        Properties properties = new Properties();
        try (InputStream stream = Words.class.getResourceAsStream("/OSGI-INF/l10n/" + resource + ".properties")) {
            if (stream == null) {
                throw new IllegalStateException("The bundle lacks its words: " + resource);
            }
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
    }

    public static Words of(Locale locale) {
        return locale.getLanguage().equals("ja") ? JAPANESE : ENGLISH;
    }

    public Locale locale() {
        return locale;
    }

    /** For the attribute {@code lang}. */
    public String language() {
        return locale.getLanguage();
    }

    /** The words of a key, with {@code {0}} and so on replaced. */
    public String get(String key, Object... arguments) {
        String pattern = words.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No words for " + key);
        }
        return arguments.length == 0 ? pattern : fill(pattern, arguments);
    }

    /** The words of a key, if there are any. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(words.get(key));
    }

    public String state(State state) {
        return switch (state) {
            case NORMAL -> get("state.normal");
            case WARNING -> get("state.warning");
            case UNKNOWN -> get("state.unknown");
            case ABNORMAL -> get("state.abnormal");
        };
    }

    public String role(Role role) {
        return switch (role) {
            case VIEWER -> get("role.viewer");
            case OPERATOR -> get("role.operator");
            case ADMIN -> get("role.admin");
        };
    }

    private static String fill(String pattern, Object... arguments) {
        StringBuilder text = new StringBuilder(pattern.length() + 32);
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            text.append(pattern, from, open).append(arguments[Integer.parseInt(pattern, open + 1, close, 10)]);
            from = close + 1;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }
}
