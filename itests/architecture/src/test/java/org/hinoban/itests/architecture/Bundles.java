package org.hinoban.itests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what there is: the bundles are the folders, nothing is listed by hand. */
final class Bundles {
    static final Path CHECKOUT = checkout();

    private static final Pattern OWN = Pattern.compile(".*org/hinoban/.*");
    private static final List<Bundle> ALL = find();
    private static final JavaClasses CLASSES = read();

    private Bundles() {}

    static List<Bundle> all() {
        return ALL;
    }

    static Bundle named(String name) {
        return ALL.stream()
                .filter(bundle -> bundle.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Our own classes; what a bundle embeds is not held to our rules. */
    static JavaClasses classes() {
        return CLASSES;
    }

    /** The bundle whose name is the longest beginning of the class's package. */
    static Optional<Bundle> of(JavaClass type) {
        return ALL.stream()
                .filter(bundle -> bundle.owns(type.getPackageName()))
                .max(Comparator.comparingInt(bundle -> bundle.name().length()));
    }

    static String nameOf(JavaClass type) {
        return of(type).map(Bundle::name).orElse("");
    }

    static DescribedPredicate<JavaClass> in(String bundle) {
        return DescribedPredicate.describe("in " + bundle, type -> nameOf(type).equals(bundle));
    }

    /** All files of ours below the checkout with such an ending, without what the build made. */
    static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(CHECKOUT)) {
            return files.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> Stream.of("target", "node_modules", ".git", "data")
                            .noneMatch(made ->
                                    CHECKOUT.relativize(path).toString().matches("(.*/)?\\Q" + made + "\\E/.*")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("bundles"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Bundle> find() {
        try (Stream<Path> folders = Files.list(CHECKOUT.resolve("bundles"))) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .sorted()
                    .map(Bundle::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaClasses read() {
        ClassFileImporter importer = new ClassFileImporter().withImportOption(location -> location.matches(OWN));
        return importer.importLocations(
                ALL.stream().map(bundle -> Location.of(bundle.jar().toUri())).toList());
    }
}
