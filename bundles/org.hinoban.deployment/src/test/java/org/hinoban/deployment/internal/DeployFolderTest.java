package org.hinoban.deployment.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hinoban.deployment.internal.Trouble.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeployFolderTest {
    private static final String FEATURES = "repository/org/example/guest/1.0.0/guest-1.0.0-features.xml";

    @TempDir
    private Path files;

    private DeployFolder folder;

    @BeforeEach
    void opens() {
        folder = new DeployFolder(files);
    }

    @Test
    void findsNothingWrongWithWhatCanBeInstalled() throws IOException {
        archive("guest.kar", FEATURES);
        archive("guest.zip", FEATURES);
        Files.writeString(files.resolve("features.xml"), "<features/>");
        Path bundle = archive("bundle.jar", "org/example/A.class");

        assertThat(folder.troubles(Set.of(bundle.toFile().toURI().toString()))).isEmpty();
    }

    @Test
    void knowsWhichBundlesHaveNoFileAnyMore() throws IOException {
        String there =
                archive("a bundle.jar", "org/example/A.class").toFile().toURI().toString();
        String gone = files.resolve("b bundle.jar").toFile().toURI().toString();

        assertThat(folder.hasLost(there)).isFalse();
        assertThat(folder.hasLost(gone)).isTrue();
        assertThat(folder.hasLost("mvn:org.example/b/1")).isFalse();
        assertThat(folder.hasLost("file:/elsewhere/b.jar")).isFalse();
    }

    @Test
    void namesWhatIsDamagedEmptyOrNothingToInstall() throws IOException {
        Files.writeString(files.resolve("damaged.kar"), "no archive at all");
        Files.writeString(files.resolve("damaged.jar"), "neither");
        archive("empty.kar", "readme.txt");
        archive("library.jar", "org/example/A.class");
        Files.writeString(files.resolve("notes.txt"), "remember");

        assertThat(folder.troubles(Set.of()))
                .extracting(Trouble::name, Trouble::kind)
                .containsExactlyInAnyOrder(
                        tuple("damaged.kar", Kind.DAMAGED),
                        tuple("damaged.jar", Kind.DAMAGED),
                        tuple("empty.kar", Kind.EMPTY),
                        tuple("library.jar", Kind.IGNORED),
                        tuple("notes.txt", Kind.IGNORED));
    }

    @Test
    void passesOverFoldersAndWhatIsStillBeingWritten() throws IOException {
        Files.createDirectory(files.resolve("folder.kar"));
        Files.writeString(files.resolve(".guest.jar.part"), "half");

        assertThat(folder.troubles(Set.of())).isEmpty();
    }

    @Test
    void looksAgainAtAFileThatIsAnotherNow() throws IOException {
        Path file = Files.writeString(files.resolve("guest.kar"), "half");
        assertThat(folder.troubles(Set.of())).extracting(Trouble::kind).containsExactly(Kind.DAMAGED);

        archive("guest.kar", FEATURES);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(folder.troubles(Set.of())).isEmpty();

        Files.delete(file);
        assertThat(folder.troubles(Set.of())).isEmpty();
    }

    @Test
    void isNoTroubleWhereItIsNot() {
        DeployFolder missing = new DeployFolder(files.resolve("missing"));

        assertThat(missing.troubles(Set.of())).isEmpty();
        assertThat(missing.location()).startsWith("file:").endsWith("/missing/");
    }

    @Test
    void saysInWordsWhatIsWrong() throws IOException {
        Files.writeString(files.resolve("damaged.kar"), "no archive at all");
        List<Trouble> troubles = folder.troubles(Set.of());

        assertThat(troubles).hasToString("[" + troubles.get(0).text().inEnglish() + "]");
        assertThat(troubles.get(0).text().inEnglish())
                .startsWith("The file damaged.kar in the folder deploy is damaged: ");
    }

    private Path archive(String name, String entry) throws IOException {
        Path file = files.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            archive.putNextEntry(new ZipEntry(entry));
        }
        return file;
    }
}
