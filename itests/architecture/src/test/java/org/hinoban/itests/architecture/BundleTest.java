package org.hinoban.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BundleTest {
    private static final Pattern IMPLEMENTATION = Pattern.compile("<implementation class=\"([^\"]+)\"");

    private static final Pattern REFERENCE = Pattern.compile("<reference [^>]*>");

    /** The shapes of what third parties implement: one method, so that more can be added as a default. */
    private static final Set<String> NOT_EXTENSIONS = Set.of(
            "org.hinoban.api.server.Inventory",
            "org.hinoban.api.server.ServiceControl",
            "org.hinoban.api.server.SystemFacts");

    static Stream<Bundle> bundles() {
        return Bundles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void exportsOnlyItsRootAndWithAVersion(Bundle bundle) {
        bundle.exports().forEach((name, version) -> {
            assertThat(version).as("version of " + name).matches("\\d+\\.\\d+\\.\\d+");
            if (!bundle.name().equals("org.hinoban.api")) {
                assertThat(name).isEqualTo(bundle.name());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyPackageSaysThatNothingIsNull(Bundle bundle) {
        List<String> packages = bundle.packages().stream()
                .filter(name -> !name.contains(".template"))
                .toList();
        assertThat(packages)
                .allSatisfy(
                        name -> assertThat(Bundles.classes().getPackage(name).tryGetAnnotationOfType(NullMarked.class))
                                .as("@NullMarked on " + name)
                                .isPresent());
        assertThat(packages)
                .allSatisfy(name -> assertThat(bundle.owns(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void itsComponentsAreFinalInternalAndConstructed(Bundle bundle) {
        bundle.entries("OSGI-INF/[^/]*\\.xml").forEach((file, xml) -> {
            Matcher matcher = IMPLEMENTATION.matcher(xml);
            if (matcher.find()) {
                JavaClass component = Bundles.classes().get(matcher.group(1));
                assertThat(component.getModifiers()).as(file).contains(JavaModifier.FINAL);
                assertThat(component.getPackageName()).as(file).contains(".internal");
                assertThat(REFERENCE.matcher(xml).results().map(MatchResult::group))
                        .as("a field only for what comes and goes, in " + file)
                        .allSatisfy(reference -> assertThat(reference)
                                .matches(each -> !each.contains(" field=") || each.contains("policy=\"dynamic\"")));
            }
        });
    }

    @Test
    void anExtensionPointHasOneAbstractMethod() {
        assertThat(Bundles.classes().stream()
                        .filter(type -> type.isInterface()
                                && type.isAnnotatedWith("org.osgi.annotation.versioning.ConsumerType")
                                && !NOT_EXTENSIONS.contains(type.getName())))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT)))
                        .as(type.getName())
                        .hasSize(1));
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(Bundles.classes().stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> name.matches(".*(Util|Utils|Helper|Manager|Impl)")))
                .isEmpty();
    }
}
