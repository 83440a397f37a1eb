package org.hinoban.itests.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One built module below {@code bundles}.
 *
 * @param jar what the build made of it
 * @param exports the exported packages and their versions
 */
record Bundle(String name, Path folder, Path jar, Map<String, String> exports) {
    private static final Pattern EXPORT = Pattern.compile("([\\w.]+)((?:;[^,\"]*(?:\"[^\"]*\")?)*)");
    private static final Pattern VERSION = Pattern.compile(";version=\"?([^;\"]+)");

    static Bundle of(Path folder) {
        String name = folder.getFileName().toString();
        Path jar = jar(folder, name);
        return new Bundle(name, folder, jar, exports(jar));
    }

    boolean owns(String javaPackage) {
        return javaPackage.equals(name) || javaPackage.startsWith(name + ".");
    }

    /** The text files in the built jar whose names match, by name. */
    Map<String, String> entries(String pattern) {
        Map<String, String> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().matches(pattern)) {
                    try (InputStream in = file.getInputStream(entry)) {
                        entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages with classes of its own, without those that it embeds. */
    List<String> packages() {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(entry -> entry.matches("org/hinoban/.*\\.class"))
                    .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'))
                    .filter(this::owns)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Path jar(Path folder, String name) {
        try (Stream<Path> files = Files.list(folder.resolve("target"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("\\Q" + name + "\\E-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not built"));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not built", e);
        }
    }

    private static Map<String, String> exports(Path jar) {
        Map<String, String> exports = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            String header = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Export-Package");
            if (header != null) {
                Matcher clause = EXPORT.matcher(header.replaceAll("uses:=\"[^\"]*\"", "uses:=x"));
                while (clause.find()) {
                    Matcher version = VERSION.matcher(clause.group(2));
                    exports.put(clause.group(1), version.find() ? version.group(1) : "");
                }
            }
            return exports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
