package org.hinoban.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;

/** What the strings in the class files tell. */
final class ConstantTest {
    private static final Pattern HOST_FILES = Pattern.compile("/?(proc|sys)(/.*)?");
    private static final Pattern DIALECT = Pattern.compile(
            "\\b(AUTOINCREMENT|PRAGMA|INSERT\\s+OR|REPLACE\\s+INTO|strftime|GLOB|SERIAL|ILIKE|NOW\\s*\\(|"
                    + "CURRENT_TIMESTAMP|WITHOUT\\s+ROWID|rowid|IFNULL|DATETIME)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH)\\s.*", Pattern.DOTALL);
    private static final Pattern HTML = Pattern.compile(
            "</?(a|b|p|div|span|form|button|input|ul|ol|li|h[1-6]|table|tr|td|html|body|section)\\b[^>]*>");
    /** A process may know itself. */
    private static final Pattern OWN_PROCESS = Pattern.compile("/proc/self/.*");

    private static final String HOST = "org.hinoban.host";
    private static final String STORE = "org.hinoban.store";

    static List<Bundle> bundles() {
        return Bundles.all();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void onlyTheHostNamesTheFilesOfTheKernel(Bundle bundle) {
        if (!bundle.name().equals(HOST)) {
            assertThat(constants(bundle).stream()
                            .filter(constant ->
                                    HOST_FILES.matcher(constant.value()).matches())
                            .filter(constant ->
                                    !OWN_PROCESS.matcher(constant.value()).matches()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void statementsRunOnEveryDatabase(Bundle bundle) {
        if (!bundle.name().equals(STORE)) {
            assertThat(constants(bundle).stream()
                            .filter(constant ->
                                    STATEMENT.matcher(constant.value()).matches())
                            .filter(constant ->
                                    DIALECT.matcher(constant.value()).find()))
                    .isEmpty();
        }
        assertThat(bundle.entries("OSGI-INF/migrations/.*\\.sql"))
                .allSatisfy((file, sql) ->
                        assertThat(sql.replaceAll("--[^\\n]*", "")).as(file).doesNotContainPattern(DIALECT));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noPageIsWrittenInAString(Bundle bundle) {
        assertThat(constants(bundle).stream()
                        .filter(constant -> !constant.type().contains("/template/"))
                        .filter(constant -> HTML.matcher(constant.value()).find()))
                .isEmpty();
    }

    @Test
    void findsAConstantThatIsThere() {
        assertThat(constants(Bundles.named(HOST)).stream()
                        .filter(constant -> HOST_FILES.matcher(constant.value()).matches()))
                .isNotEmpty();
    }

    private record Constant(String type, String value) {}

    private static List<Constant> constants(Bundle bundle) {
        List<Constant> constants = new ArrayList<>();
        try (JarFile jar = new JarFile(bundle.jar().toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(file -> file.getName().matches("org/hinoban/.*\\.class"))
                    .filter(file -> bundle.owns(javaPackage(file)))
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    constants.addAll(constants(entry.getName(), new ClassReader(in)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return constants;
    }

    private static String javaPackage(JarEntry file) {
        return file.getName().substring(0, file.getName().lastIndexOf('/')).replace('/', '.');
    }

    /** Strings that code loads: entries of the constant pool with tag 8, read through the reader's own index. */
    private static List<Constant> constants(String type, ClassReader reader) {
        List<Constant> constants = new ArrayList<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset > 0 && reader.readByte(offset - 1) == 8) {
                constants.add(new Constant(type, String.valueOf(reader.readUTF8(offset, buffer))));
            }
        }
        return constants;
    }
}
