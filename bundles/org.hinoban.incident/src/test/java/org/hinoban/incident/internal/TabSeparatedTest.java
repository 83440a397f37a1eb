package org.hinoban.incident.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TabSeparatedTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");

    @Test
    void givesBackWhatWasKept() {
        for (List<String> words : List.of(
                List.<String>of(), List.of(""), List.of("a\tb", "\\t", "\\", "", "行\n末"), List.of("\\\\t\t\\"))) {
            assertThat(TabSeparated.split(TabSeparated.join(words))).isEqualTo(words);
        }
    }

    @Test
    void saysTheSameThingsInBothLanguages() throws IOException {
        Properties english = load("bundle.properties");
        Properties japanese = load("bundle_ja.properties");

        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        assertThat(english.stringPropertyNames()).allSatisfy(key -> {
            assertThat(places(japanese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
            assertThat(english.getProperty(key)).doesNotContain("safe").isNotBlank();
            if (key.startsWith("health.")) {
                return;
            }
            String kind = key.substring(0, key.lastIndexOf('.'));
            assertThat(english.stringPropertyNames()).contains(kind + ".title", kind + ".content", kind + ".advice");
        });
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Properties load(String name) throws IOException {
        Properties words = new Properties();
        try (InputStream content = Chronicle.class.getResourceAsStream("/OSGI-INF/l10n/" + name)) {
            words.load(new InputStreamReader(content, StandardCharsets.UTF_8));
        }
        return words;
    }
}
