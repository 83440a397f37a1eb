package org.hinoban.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that Karaf writes, kept outside the distribution. */
final class KarafFolder {
    private static final String IDENTITY = "distribution.id";
    /** In the distribution: this folder as it is after a first start, made by {@code hinoban run} after a build. */
    private static final String MADE_BEFORE = "first-start";

    private final Path home;
    private final Path folder;

    KarafFolder(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    Path root() {
        return folder;
    }

    Path etc() {
        return folder.resolve("etc");
    }

    /**
     * Renews the distribution's part of {@code etc}; files that installed features added stay. A bundle cache of
     * another distribution would run the old code: it goes, with everything else here. An empty folder becomes what a
     * first start would make of it, where the distribution brings that: resolving and installing bundles is half the work
     * of a start.
     *
     * @return where the bundles came from that went and that nothing brings again by itself
     */
    List<String> prepare() throws IOException {
        String identity = identity();
        Path stored = folder.resolve(IDENTITY);
        List<String> gone = List.of();
        if (!Files.exists(stored) || !Files.readString(stored).equals(identity)) {
            gone = installedByHand();
            delete();
            takeMadeBefore(identity);
        }
        deleteTree(folder.resolve("tmp"));
        deleteTree(folder.resolve("data/config"));
        for (String name : List.of("data", "tmp", "instances", "nothing")) {
            Files.createDirectories(folder.resolve(name));
        }
        copyTree(home.resolve("etc"), etc());
        Files.writeString(stored, identity);
        return gone;
    }

    private void takeMadeBefore(String identity) throws IOException {
        Path before = home.resolve(MADE_BEFORE);
        Path of = before.resolve(IDENTITY);
        if (Files.exists(of) && Files.readString(of).equals(identity)) {
            copyTree(before, folder);
        }
    }

    void delete() throws IOException {
        deleteTree(folder);
    }

    /**
     * The second line of each of Felix's {@code bundle.info} is a location. The distribution and KARs install from
     * {@code mvn:} alone, and the folder {@code deploy} beside this one is looked at anew.
     */
    private List<String> installedByHand() throws IOException {
        String deploy = folder.resolveSibling("deploy").toFile().toURI().toString();
        List<String> locations = new ArrayList<>();
        for (Path info : bundleInfos()) {
            List<String> lines = Files.readAllLines(info);
            String location = lines.size() > 1 ? lines.get(1) : "";
            if (location.contains(":") && !location.startsWith("mvn:") && !location.startsWith(deploy)) {
                locations.add(location);
            }
        }
        return locations;
    }

    private List<Path> bundleInfos() throws IOException {
        Path cache = folder.resolve("data/cache");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> bundles = Files.list(cache)) {
            // The first is the framework itself.
            return bundles.filter(bundle -> bundle.getFileName().toString().matches("bundle[1-9]\\d*"))
                    .map(bundle -> bundle.resolve("bundle.info"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private String identity() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (String part : List.of("etc", "lib", "system")) {
            try (Stream<Path> files = Files.walk(home.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    digest.update((home.relativize(file) + " " + attributes.size() + " "
                                    + attributes.lastModifiedTime().toMillis() + "\n")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
