package org.hinoban.itests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class LayersTest {
    private static final String API = "org.hinoban.api";

    @Test
    void theApiStandsOnNothingOfOurs() {
        classes()
                .that(Bundles.in(API))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "org.hinoban.api..",
                        "java..",
                        "org.osgi.annotation..",
                        "org.osgi.service.component.annotations..",
                        "org.jspecify.annotations.."))
                .check(Bundles.classes());
    }

    @Test
    void aCategoryKnowsOnlyTheApi() {
        noClasses()
                .that(describe("in a category", type -> Bundles.nameOf(type).startsWith("org.hinoban.menu.")))
                .should(dependOnAnotherBundleThan(API))
                .allowEmptyShould(true)
                .check(Bundles.classes());
    }

    /** Reading a configuration so that the last good one stays is no part of what it extends. */
    @Test
    void aChannelKnowsOnlyTheApiAndHowConfigurationsAreRead() {
        noClasses()
                .that(describe("in a channel", type -> Bundles.nameOf(type).startsWith("org.hinoban.notification.")))
                .should(dependOnAnotherBundleThan(API, "org.hinoban.configuration"))
                .allowEmptyShould(true)
                .check(Bundles.classes());
    }

    @Test
    void aBundleUsesOfAnotherOnlyWhatItExports() {
        classes()
                .should(new ArchCondition<>("use of other bundles only exported packages") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String own = Bundles.nameOf(type);
                        type.getDirectDependenciesFromSelf().forEach(dependency -> {
                            JavaClass target = dependency.getTargetClass().getBaseComponentType();
                            boolean fine = Bundles.of(target)
                                    .map(bundle -> bundle.name().equals(own)
                                            || bundle.exports().containsKey(target.getPackageName())
                                            || isPlainLibrary(bundle))
                                    .orElse(true);
                            if (!fine) {
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                            }
                        });
                    }
                })
                .check(Bundles.classes());
    }

    @Test
    void onlyTheWebKnowsPages() {
        noClasses()
                .that(not(Bundles.in("org.hinoban.web")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.servlet..", "gg.jte..", "org.eclipse.jetty.."))
                .check(Bundles.classes());
        noClasses()
                .that(not(Bundles.in("org.hinoban.web")))
                .should()
                .dependOnClassesThat(Bundles.in("org.hinoban.web"))
                .check(Bundles.classes());
    }

    @Test
    void onlyTheStoreHoldsConnections() {
        noClasses()
                .that(not(Bundles.in("org.hinoban.store")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.sql..", "org.osgi.service.jdbc..", "org.sqlite..")
                        .or(describe(
                                "java.sql beyond rows",
                                type -> type.getPackageName().equals("java.sql")
                                        && !type.getSimpleName().matches("ResultSet|SQLException"))))
                .check(Bundles.classes());
    }

    @Test
    void onlyTheCoreReadsRows() {
        noClasses()
                .that(describe(
                        "of API, host, connectors, categories, channels, web, shell",
                        type -> Bundles.nameOf(type)
                                .matches("org\\.hinoban\\.(api|host|web|shell|launcher|connector\\..*|menu\\..*"
                                        + "|notification\\..*)")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..")
                        .or(describe(
                                "of the store, but for the news that it is away and for backups",
                                type -> Bundles.nameOf(type).equals("org.hinoban.store")
                                        && !type.getName()
                                                .matches("org\\.hinoban\\.store\\.(DatabaseException|Backup.*)"))))
                .check(Bundles.classes());
    }

    @Test
    void theHostIsAPlainLibrary() {
        noClasses()
                .that(Bundles.in("org.hinoban.host"))
                .should(dependOnAnotherBundleThan(API))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("org.osgi.framework..", "org.osgi.service.."))
                .allowEmptyShould(true)
                .check(Bundles.classes());
    }

    @Test
    void bundlesFormNoCycle() {
        slices().assignedFrom(slicing("bundle", Bundles::nameOf))
                .should()
                .beFreeOfCycles()
                .check(Bundles.classes());
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(slicing("package", LayersTest::packageOf))
                .should()
                .beFreeOfCycles()
                .check(Bundles.classes());
    }

    /** The facade of the host stands above the packages that it puts together, although it is named beside their models. */
    private static String packageOf(JavaClass type) {
        return type.getName().matches("org\\.hinoban\\.host\\.Host(\\$.*)?")
                ? "org.hinoban.host.Host"
                : type.getPackageName();
    }

    /** A library that a bundle embeds exports nothing. */
    private static boolean isPlainLibrary(Bundle bundle) {
        return bundle.name().equals("org.hinoban.host");
    }

    private static ArchCondition<JavaClass> dependOnAnotherBundleThan(String... allowed) {
        return new ArchCondition<>("depend on another bundle than " + String.join(", ", allowed)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = Bundles.nameOf(type);
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String other = Bundles.nameOf(dependency.getTargetClass().getBaseComponentType());
                    if (!other.isEmpty()
                            && !other.equals(own)
                            && !List.of(allowed).contains(other)) {
                        events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static SliceAssignment slicing(String what, Function<JavaClass, String> slice) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = slice.apply(type);
                DescribedPredicate<JavaClass> ours = Bundles.in(Bundles.nameOf(type));
                return name.startsWith("org.hinoban.") && ours.test(type)
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "one slice a " + what;
            }
        };
    }
}
