package org.hinoban.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hinoban.store.BackupException;
import org.hinoban.store.internal.Manifest.Part;

/**
 * The operator's files in the data folder: {@code etc}, the self-signed certificate, and what a line in {@code etc} points
 * at, such as the file of a password.
 */
final class OperatorFiles {
    private static final String ETC = "etc";
    private static final String CONFIGURATION = ".cfg";
    private static final String DATA = "${hinoban.data}";
    private static final Set<String> NOT_THE_OPERATORS =
            Set.of("db", "log", "run", "karaf", "karaf-safe", "backup", "ssh");

    private final Path data;

    OperatorFiles(Path data) {
        this.data = data;
    }

    /** Below the data folder, with {@code /} between. */
    SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String folder : new String[] {ETC, "tls"}) {
            if (Files.isDirectory(data.resolve(folder))) {
                try (Stream<Path> files = Files.walk(data.resolve(folder), 4)) {
                    files.filter(Files::isRegularFile).forEach(file -> names.add(name(file)));
                }
            }
        }
        for (String name : Set.copyOf(names)) {
            if (name.endsWith(CONFIGURATION)) {
                pointedAt(data.resolve(name)).forEach(file -> names.add(name(file)));
            }
        }
        return names;
    }

    Path resolve(String name) {
        return data.resolve(name);
    }

    /**
     * Puts the files of a backup in the place of those that are here. What they replace, and configuration that the backup
     * does not have, goes to a folder; the file of the data source stays as it is.
     */
    void putBack(Archive archive, Path replaced) throws IOException {
        Set<String> wanted = archive.manifest().files().stream().map(Part::name).collect(Collectors.toSet());
        for (String name : names()) {
            boolean superfluous = name.startsWith(ETC + "/") && name.endsWith(CONFIGURATION) && !wanted.contains(name);
            if (superfluous && !isDataSource(name)) {
                Path kept = replaced.resolve(name);
                Files.createDirectories(kept.resolveSibling(""));
                Files.move(data.resolve(name), kept);
            }
        }
        for (Part part : archive.manifest().files()) {
            if (!isDataSource(part.name())) {
                putBack(part, archive, replaced);
            }
        }
    }

    private void putBack(Part part, Archive archive, Path replaced) throws IOException {
        byte[] content;
        try (InputStream in = archive.open(part)) {
            content = in.readAllBytes();
        }
        Path file = data.resolve(part.name());
        if (part.name().endsWith(CONFIGURATION)) {
            String text = new String(content, StandardCharsets.UTF_8);
            content = text.replace(archive.manifest().data() + "/", data + "/").getBytes(StandardCharsets.UTF_8);
        }
        if (Files.exists(file)) {
            if (Arrays.equals(Files.readAllBytes(file), content)) {
                return;
            }
            Path kept = replaced.resolve(part.name());
            Files.createDirectories(kept.resolveSibling(""));
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        write(file, content);
    }

    /** Readable by the manager alone; whoever watches the file sees the old content or the new. */
    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws BackupException if a file of a backup would not be one of the operator's */
    void check(Archive archive) throws BackupException {
        for (Part part : archive.manifest().files()) {
            Path file = data.resolve(part.name()).normalize();
            if (!file.startsWith(data)
                    || NOT_THE_OPERATORS.contains(
                            data.relativize(file).getName(0).toString())) {
                throw new BackupException("The backup holds a file that is not the operator's: " + part.name());
            }
        }
    }

    private static boolean isDataSource(String name) {
        return name.equals(ETC + "/" + DataSourceDefaults.FILE);
    }

    private SortedSet<Path> pointedAt(Path configuration) throws IOException {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(Files.readString(configuration)));
        } catch (IllegalArgumentException e) {
            // the manager does not take it either
            return new TreeSet<>();
        }
        SortedSet<Path> files = new TreeSet<>();
        for (Object value : lines.values()) {
            String text = value.toString().strip().replace(DATA, data.toString());
            if (text.startsWith(data + "/") && text.indexOf(0) < 0) {
                Path file = Path.of(text).normalize();
                if (file.startsWith(data)
                        && Files.isRegularFile(file)
                        && !NOT_THE_OPERATORS.contains(
                                data.relativize(file).getName(0).toString())) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private String name(Path file) {
        return data.relativize(file).toString();
    }
}
