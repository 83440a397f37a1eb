package org.hinoban.itests.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Somebody else who writes bundles: far from the checkout, with nothing but the API's jar. */
public final class Stranger {
    /** The symbolic name of the documented example. */
    public static final String NAME = "org.example.uptime";

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.hinoban</groupId>
              <artifactId>org.hinoban.api</artifactId>
              <version>0.1.0-SNAPSHOT</version>
            </project>
            """;
    private static final String FEATURES = """
            <features name="uptime-%VERSION%" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
              <feature name="uptime" version="%VERSION%">
                <bundle>mvn:org.example/org.example.uptime/%VERSION%</bundle>
              </feature>
            </features>
            """;

    private Stranger() {}

    /** Builds the documented example with Maven, offline, and hands back its jar. */
    public static Path build(Path folder, String version, String label) throws IOException, InterruptedException {
        Path project = folder.resolve("project-" + version);
        copy(Checkout.ROOT.resolve("docs/example"), project);
        replace(project.resolve("pom.xml"), "<version>1.0.0</version>", "<version>" + version + "</version>");
        replace(
                project.resolve("src/main/java/org/example/uptime/Uptime.java"),
                "label = \"Uptime\"",
                "label = \"" + label + "\"");
        Commands.run(
                "mvn",
                "-B",
                "-o",
                "-q",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + repository(folder),
                "package");
        return project.resolve("target/" + NAME + "-" + version + ".jar");
    }

    /** A KAR with a feature of that bundle. */
    public static Path archive(Path jar, String version, Path kar) throws IOException {
        return archive(
                kar,
                Map.of(
                        "repository/org/example/uptime/" + version + "/uptime-" + version + "-features.xml",
                        FEATURES.replace("%VERSION%", version).getBytes(StandardCharsets.UTF_8),
                        "repository/org/example/" + NAME + "/" + version + "/" + NAME + "-" + version + ".jar",
                        Files.readAllBytes(jar)));
    }

    /** A bundle with these headers and nothing else in it, but what of its own classes it is to have. */
    public static Path bundle(Path jar, Map<String, String> headers, Class<?>... classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        headers.forEach(manifest.getMainAttributes()::putValue);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out, manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                archive.putNextEntry(new JarEntry(name));
                try (var bytes = type.getClassLoader().getResourceAsStream(name)) {
                    if (bytes == null) {
                        throw new IOException("No " + name);
                    }
                    bytes.transferTo(archive);
                }
            }
        }
        return jar;
    }

    /** Puts a whole file into a folder that is watched. */
    public static void drop(Path file, Path target) throws IOException {
        drop(Files.readAllBytes(file), target);
    }

    /** Puts a whole file with this content into a folder that is watched. */
    public static void drop(byte[] content, Path target) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path archive(Path file, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream archive = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.putNextEntry(new JarEntry(entry.getKey()));
                archive.write(entry.getValue());
            }
        }
        return file;
    }

    /** All that this machine's Maven has fetched, but of Hinoban the API alone. */
    private static Path repository(Path folder) throws IOException {
        Path repository = folder.resolve("repository");
        if (Files.exists(repository)) {
            return repository;
        }
        Path own = Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        linkAll(own, Files.createDirectories(repository), "org");
        linkAll(own.resolve("org"), Files.createDirectories(repository.resolve("org")), "hinoban");
        String name = "org.hinoban.api-0.1.0-SNAPSHOT";
        Path api = Files.createDirectories(repository.resolve("org/hinoban/org.hinoban.api/0.1.0-SNAPSHOT"));
        Files.copy(
                Checkout.ROOT.resolve("bundles/org.hinoban.api/target/" + name + ".jar"), api.resolve(name + ".jar"));
        Files.writeString(api.resolve(name + ".pom"), POM);
        return repository;
    }

    private static void linkAll(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.walk(from)) {
            paths = files.filter(path -> !path.startsWith(from.resolve("target")))
                    .toList();
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }

    private static void replace(Path file, String old, String fresh) throws IOException {
        String text = Files.readString(file);
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IOException("No " + old + " in " + file);
        }
        Files.writeString(file, text.substring(0, at) + fresh + text.substring(at + old.length()));
    }
}
