package org.hinoban.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SourceTest {
    private static final int MAX_LINES = 400;

    /** What building and running put beside the sources. */
    private static final Set<String> MADE = Set.of("target", "data");

    private static final Pattern COMMENT = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CATCH_ALL = Pattern.compile("catch\\s*\\([^)]*\\bThrowable\\b");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern INLINE =
            Pattern.compile("\\s(style|on[a-z]+)\\s*=\\s*\"|<script(?![^>]*\\ssrc=)[^>]*>");

    @Test
    void noSourceIsLongerThanItCanBeRead() {
        assertThat(Bundles.files(".java"))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as(name(file)).hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    @Test
    void nothingCatchesThrowable() {
        assertThat(Bundles.files(".java").stream()
                        .filter(file -> CATCH_ALL
                                .matcher(COMMENT.matcher(text(file)).replaceAll(""))
                                .find())
                        .map(SourceTest::name))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(Bundles.files(".java").stream()
                        .filter(file -> !file.endsWith("SourceTest.java"))
                        .filter(file -> UNFINISHED.matcher(text(file)).find())
                        .map(SourceTest::name))
                .isEmpty();
    }

    @Test
    void pagesHaveNoScriptOrStyleInTheirElements() {
        assertThat(Bundles.files(".jte").stream()
                        .filter(file -> INLINE.matcher(text(file)).find())
                        .map(SourceTest::name))
                .isEmpty();
    }

    @Test
    void everyFolderOfBundlesIsAModule() {
        String pom = text(Bundles.CHECKOUT.resolve("pom.xml"));
        assertThat(Bundles.all())
                .allSatisfy(bundle -> assertThat(pom).contains("<module>bundles/" + bundle.name() + "</module>"));
    }

    @Test
    void aFolderIsItsArtifact() {
        List<Path> poms = Bundles.all().stream()
                .map(bundle -> bundle.folder().resolve("pom.xml"))
                .toList();
        assertThat(poms)
                .allSatisfy(pom -> assertThat(text(pom))
                        .contains("<artifactId>" + pom.getParent().getFileName() + "</artifactId>"));
    }

    @Test
    void theTopLevelIsTheHouse() throws IOException {
        try (Stream<Path> entries = Files.list(Bundles.CHECKOUT)) {
            assertThat(entries.map(SourceTest::name)
                            .filter(name -> !name.startsWith("."))
                            .filter(name -> !MADE.contains(name)))
                    .containsExactlyInAnyOrder(
                            "pom.xml",
                            "bundles",
                            "features",
                            "karaf-assembly",
                            "itests",
                            "docs",
                            "README.md",
                            "ARCHITECTURE.md",
                            "CONTRIBUTING.md",
                            "LICENSE",
                            "hinoban");
        }
    }

    private static String name(Path file) {
        return Bundles.CHECKOUT.relativize(file).toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
