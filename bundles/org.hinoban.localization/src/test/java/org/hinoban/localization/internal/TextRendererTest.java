package org.hinoban.localization.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hinoban.api.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextRendererTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @TempDir
    Path folder;

    private final TextRenderer renderer =
            new TextRenderer(name -> name.equals("shop") ? Optional.of(new Words(this::entry)) : Optional.empty());

    @BeforeEach
    void write() throws IOException {
        Path l10n = Files.createDirectories(folder.resolve("OSGI-INF/l10n"));
        Files.writeString(
                l10n.resolve("bundle.properties"),
                "stopped = {0} isn't running {since 1} {0}{9}\nonly = Only in English\nat = At {0}\n");
        Files.writeString(l10n.resolve("bundle_ja.properties"), "stopped = {0} が停止しました\nat = {0} に\n");
    }

    @Test
    void speaksTheReadersLanguage() {
        Text text = Text.of("shop", "stopped", "{0} stopped", "webshop");
        assertThat(renderer.render(text, Locale.JAPAN, TOKYO)).isEqualTo("webshop が停止しました");
    }

    @Test
    void replacesOnlyNumberedPlacesThatHaveAnArgument() {
        Text text = Text.of("shop", "stopped", "{0} stopped", "web'{0}$1\\shop");
        assertThat(renderer.render(text, Locale.ENGLISH, TOKYO))
                .isEqualTo("web'{0}$1\\shop isn't running {since 1} web'{0}$1\\shop{9}");
    }

    @Test
    void fallsBackToEnglishOfTheBundleAndThenOfTheText() {
        assertThat(renderer.render(Text.of("shop", "only", "x"), Locale.JAPANESE, TOKYO))
                .isEqualTo("Only in English");
        assertThat(renderer.render(Text.of("shop", "unknown", "{0} is new", "it"), Locale.JAPANESE, TOKYO))
                .isEqualTo("it is new");
        assertThat(renderer.render(Text.of("gone", "stopped", "{0} stopped", "webshop"), Locale.JAPANESE, TOKYO))
                .isEqualTo("webshop stopped");
        assertThat(renderer.render(Text.plain("as {0} it is"), Locale.JAPANESE, TOKYO))
                .isEqualTo("as {0} it is");
    }

    @Test
    void showsInstantsInTheReadersZone() {
        Text text = Text.of("shop", "at", "At {0}", "2026-11-22T03:12:07.123Z");
        assertThat(renderer.render(text, Locale.ENGLISH, TOKYO)).isEqualTo("At 2026-11-22 12:12:07 JST");
        assertThat(renderer.render(text, Locale.ENGLISH, ZoneOffset.UTC)).isEqualTo("At 2026-11-22 03:12:07 Z");
        assertThat(renderer.render(new Text("shop", "at", List.of("2026-99-22T03:12:07Z"), ""), Locale.JAPANESE, TOKYO))
                .isEqualTo("2026-99-22T03:12:07Z に");
    }

    private URL entry(String path) {
        try {
            Path file = folder.resolve(path);
            return Files.exists(file) ? file.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
