package org.hinoban.itests.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CountTest {
    private static final String SPECIMEN = CountTest.class.getName() + "$Specimen";

    @TempDir
    Path reports;

    private CompiledTests tests;

    @BeforeEach
    void takesOnlyTheSpecimen(@TempDir Path classes) throws IOException, URISyntaxException {
        Path compiled = Path.of(CountTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (String name : new String[] {SPECIMEN, CountTest.class.getName() + "$Inherited"}) {
            Path file = Path.of(name.replace('.', '/') + ".class");
            Files.createDirectories(classes.resolve(file).getParent());
            Files.copy(compiled.resolve(file), classes.resolve(file));
        }
        tests = new CompiledTests().add(classes);
    }

    @Test
    void countsWhatHasAnEntry() throws IOException {
        report("<testcase classname='%1$s' name='plain'/>"
                + "<testcase classname='%1$s' name='withParameters(String)[1]'/>"
                + "<testcase classname='%1$s' name='withParameters(String)[2]'><skipped/></testcase>"
                + "<testcase classname='%1$s' name='inherited'/>");

        Count count = Count.of(tests, new Reports().add(reports));

        assertThat(count.isGreen()).isTrue();
        assertThat(count.line()).isEqualTo("3 passed, 0 failed, 1 skipped");
    }

    @Test
    void namesWhatHasNone() throws IOException {
        report("<testcase classname='%1$s' name='plain'/>");

        Count count = Count.of(tests, new Reports().add(reports));

        assertThat(count.isGreen()).isFalse();
        assertThat(count.missing())
                .containsExactly(new TestMethod(SPECIMEN, "inherited"), new TestMethod(SPECIMEN, "withParameters"));
        assertThat(count.line()).isEqualTo("1 passed, 2 failed, 0 skipped");
    }

    @Test
    void believesNoReportOlderThanTheClass() throws IOException {
        Path report = report("<testcase classname='%1$s' name='plain'/>");
        Files.setLastModifiedTime(report, FileTime.from(Instant.EPOCH));

        Count count = Count.of(tests, new Reports().add(reports));

        assertThat(count.missing()).contains(new TestMethod(SPECIMEN, "plain"));
        assertThat(count.passed()).isZero();
    }

    @Test
    void aFailureIsNotGreen() throws IOException {
        report("<testcase classname='%1$s' name='plain'><failure/></testcase>"
                + "<testcase classname='%1$s' name='inherited'><error/></testcase>"
                + "<testcase classname='%1$s' name='withParameters{String}[1]'/>");

        Count count = Count.of(tests, new Reports().add(reports));

        assertThat(count.missing()).isEmpty();
        assertThat(count.isGreen()).isFalse();
        assertThat(count.line()).isEqualTo("1 passed, 2 failed, 0 skipped");
    }

    private Path report(String cases) throws IOException {
        return Files.writeString(
                reports.resolve("TEST-specimen.xml"), "<testsuite>" + cases.formatted(SPECIMEN) + "</testsuite>");
    }

    abstract static class Inherited {
        @Test
        void inherited() {}
    }

    @Nested
    final class Specimen extends Inherited {
        @Test
        void plain() {}

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void withParameters(String parameter) {
            assertThat(parameter).isNotEmpty();
        }
    }
}
