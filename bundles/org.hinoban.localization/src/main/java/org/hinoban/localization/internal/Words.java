package org.hinoban.localization.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The words of one bundle, each language read when it is first asked for. */
final class Words {
    private static final String FILE = "OSGI-INF/l10n/bundle";
    private static final Logger LOG = LoggerFactory.getLogger(Words.class);

    private final Function<String, @Nullable URL> entries;
    private final Map<String, Properties> files = new ConcurrentHashMap<>();

    /** @param entries finds a resource of the bundle by its path */
    Words(Function<String, @Nullable URL> entries) {
        this.entries = entries;
    }

    Optional<String> find(String key, Locale language) {
        String own = file("_" + language.getLanguage()).getProperty(key);
        return Optional.ofNullable(own != null ? own : file("").getProperty(key));
    }

    private Properties file(String language) {
        return files.computeIfAbsent(language, this::load);
    }

    private Properties load(String language) {
        Properties words = new Properties();
        URL entry = entries.apply(FILE + language + ".properties");
        if (entry == null) {
            return words;
        }
        try (InputStream content = entry.openStream()) {
            words.load(new InputStreamReader(content, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("Not readable, its texts are shown in English: {} ({})", entry, e.getMessage());
        }
        return words;
    }
}
