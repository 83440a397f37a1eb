package org.hinoban.localization.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.hinoban.api.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

final class BundleWordsTest {
    @TempDir
    Path folder;

    private Framework framework;
    private BundleWords words;

    @BeforeEach
    void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        framework.start();
        words = new BundleWords(framework.getBundleContext());
    }

    @AfterEach
    void stop() throws Exception {
        words.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void followsABundleThatComesIsUpdatedAndGoes() throws Exception {
        assertThat(title()).isEqualTo("in English");

        Bundle bundle = framework.getBundleContext().installBundle("shop", jar("旧"));
        assertThat(title()).as("not started").isEqualTo("旧");
        bundle.start();
        bundle.update(jar("新"));
        assertThat(title()).isEqualTo("新");
        bundle.stop();
        assertThat(title()).as("stopped").isEqualTo("新");
        bundle.uninstall();
        assertThat(title()).isEqualTo("in English");
    }

    private String title() {
        return words.render(Text.of("shop", "title", "in English"), Locale.JAPANESE, ZoneOffset.UTC);
    }

    private static InputStream jar(String title) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, "shop");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(content, manifest)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/l10n/bundle_ja.properties"));
            jar.write(("title = " + title + "\n").getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return new ByteArrayInputStream(content.toByteArray());
    }
}
