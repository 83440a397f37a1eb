package org.hinoban.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InventoryTest {
    @TempDir
    Path distribution;

    private Path licences;

    @BeforeEach
    void build() throws IOException {
        jar("system/org/example/lamp/1.2/lamp-1.2.jar", "org/example/Lamp.class");
        jar("lib/boot/post-office-3.0.jar", "org/example/Post.class");
        jar("system/org/hinoban/org.hinoban.web/0.1/org.hinoban.web-0.1.jar", "org/hinoban/A.class", "gg/jte/B.class");
        licences = Files.writeString(
                distribution.resolve("THIRD-PARTY"),
                "# checked\nlamp Apache-2.0\npost-* MIT\njte-runtime Apache-2.0 in org.hinoban.web: gg.jte\n");
    }

    @Test
    void listsJarsAndWhatIsEmbeddedTheSameEachTime() throws IOException {
        Inventory.main(new String[] {distribution.toString(), licences.toString(), "0.1"});
        String bill = Files.readString(distribution.resolve("sbom.json"));
        assertThat(bill)
                .contains(
                        "\"CycloneDX\"", "pkg:maven/org.example/lamp@1.2", "\"post-office\"", "\"jte-runtime\"", "MIT");
        Inventory.main(new String[] {distribution.toString(), licences.toString(), "0.1"});
        assertThat(distribution.resolve("sbom.json")).hasContent(bill);
    }

    @Test
    void stopsAtWhatHasNoLicenceAndAtAnEntryThatNothingNeeds() throws IOException {
        jar("system/org/example/ghost/1/ghost-1.jar", "org/example/Ghost.class");
        jar("system/org/hinoban/org.hinoban.mail/0.1/org.hinoban.mail-0.1.jar", "com/smtp/C.class");
        Files.writeString(licences, Files.readString(licences) + "gone MIT\n");
        assertThatThrownBy(() -> Inventory.main(new String[] {distribution.toString(), licences.toString(), "0.1"}))
                .hasMessageContaining("ghost-1.jar has no entry")
                .hasMessageContaining("com/smtp/ in org.hinoban.mail has no entry")
                .hasMessageContaining("nothing needs the entry gone");
    }

    private void jar(String path, String... entries) throws IOException {
        Path file = distribution.resolve(path);
        Files.createDirectories(file.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                jar.closeEntry();
            }
        }
    }
}
