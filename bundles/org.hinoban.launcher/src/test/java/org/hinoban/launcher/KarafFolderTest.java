package org.hinoban.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KarafFolderTest {
    @TempDir
    private Path home;

    @TempDir
    private Path data;

    @BeforeEach
    void makeADistribution() throws IOException {
        write("etc/a.cfg", "a");
        write("etc/scripts/b.script", "b");
        write("lib/c.jar", "c");
        write("system/d.jar", "d");
    }

    @Test
    void renewsTheDistributionsPartAndKeepsWhatFeaturesAdded() throws Exception {
        KarafFolder folder = prepared();
        Files.writeString(folder.etc().resolve("a.cfg"), "changed");
        Files.writeString(folder.etc().resolve("feature.cfg"), "added");

        folder.prepare();

        assertThat(folder.etc().resolve("a.cfg")).hasContent("a");
        assertThat(folder.etc().resolve("scripts/b.script")).hasContent("b");
        assertThat(folder.etc().resolve("feature.cfg")).hasContent("added");
    }

    @Test
    void runsNoCodeOfAnEarlierDistribution() throws Exception {
        KarafFolder folder = prepared();
        Path cached =
                Files.createDirectories(folder.root().resolve("data/cache")).resolve("bundle");
        Files.writeString(cached, "old code");

        folder.prepare();
        assertThat(cached).exists();

        write("system/d.jar", "newer");
        folder.prepare();
        assertThat(cached).doesNotExist();
    }

    @Test
    void beginsWithWhatAFirstStartOfTheSameDistributionMade() throws Exception {
        KarafFolder first = prepared();
        write("first-start/data/cache/bundle1/bundle.jar", "code");
        Path made = home.resolve("first-start/distribution.id");
        Files.copy(first.root().resolve("distribution.id"), made);
        Path cached = first.root().resolve("data/cache/bundle1/bundle.jar");

        first.delete();
        first.prepare();
        assertThat(cached).hasContent("code");

        first.delete();
        Files.writeString(made, "of another distribution");
        first.prepare();
        assertThat(cached).doesNotExist();
    }

    @Test
    void tellsWhatWasInstalledByHandAndWent() throws Exception {
        KarafFolder folder = prepared();
        String deployed = data.resolve("deploy/guest.jar").toFile().toURI().toString();
        bundle(folder, 1, "mvn:org.hinoban/org.hinoban.web/1");
        bundle(folder, 2, deployed);
        bundle(folder, 3, "file:/somewhere/guest.jar");
        assertThat(folder.prepare()).isEmpty();

        write("system/d.jar", "newer");
        assertThat(folder.prepare()).containsExactly("file:/somewhere/guest.jar");
        assertThat(folder.prepare()).isEmpty();
    }

    private static void bundle(KarafFolder folder, int id, String location) throws IOException {
        Path place = Files.createDirectories(folder.root().resolve("data/cache/bundle" + id));
        Files.writeString(place.resolve("bundle.info"), id + "\n" + location + "\n32\n95\n1795378786369\n0\n");
    }

    @Test
    void forgetsConfigurationThatHasNoFile() throws Exception {
        KarafFolder folder = prepared();
        Path stored =
                Files.createDirectories(folder.root().resolve("data/config")).resolve("gone.config");
        Files.writeString(stored, "x");

        folder.prepare();

        assertThat(stored).doesNotExist();
    }

    private KarafFolder prepared() throws IOException {
        KarafFolder folder = new KarafFolder(home, data.resolve("karaf"));
        folder.prepare();
        return folder;
    }

    private void write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
