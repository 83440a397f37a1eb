package org.hinoban.itests.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last step of the build: every test of every module's compiled test classes must have an entry in the reports. A
 * disabled class has none, so there is no such class.
 */
public final class CountTests {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private CountTests() {}

    /** Takes the root of the checkout and the file for the closing line. */
    public static void main(String[] arguments) throws IOException {
        Path checkout = Path.of(arguments[0]);
        Path result = Path.of(arguments[1]);
        CompiledTests tests = new CompiledTests();
        Reports reports = new Reports();
        for (String module : modules(checkout)) {
            Path target = checkout.resolve(module).resolve("target");
            tests.add(target.resolve("test-classes"));
            reports.add(target.resolve("surefire-reports")).add(target.resolve("failsafe-reports"));
        }
        Count count = Count.of(tests, reports);
        Files.createDirectories(result.toAbsolutePath().getParent());
        Files.writeString(result, count.line() + System.lineSeparator());
        count.missing().forEach(test -> System.out.println("not run: " + test));
        System.out.println(count.line());
        if (!count.isGreen()) {
            throw new IllegalStateException("Not every test that was compiled has run and passed: " + count.line());
        }
    }

    private static List<String> modules(Path checkout) throws IOException {
        return MODULE.matcher(Files.readString(checkout.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
