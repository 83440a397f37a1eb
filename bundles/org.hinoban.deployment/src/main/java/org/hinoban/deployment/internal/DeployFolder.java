package org.hinoban.deployment.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder whose files are installed; what Karaf does not understand there it passes over without a word. */
final class DeployFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    private final Path folder;

    /** What each archive was found to be when it had that time. */
    private final Map<Path, Seen> seen = new HashMap<>();

    DeployFolder(Path folder) {
        this.folder = folder;
    }

    /** What the locations of bundles begin with that File Install takes from here. */
    String location() {
        String location = folder.toFile().toURI().toString();
        return location.endsWith("/") ? location : location + "/";
    }

    /** Whether that is the location of a bundle whose file is here no more. */
    boolean hasLost(String location) {
        return location.startsWith(location()) && !Files.exists(Path.of(URI.create(location)));
    }

    /** @param locations of the bundles that are installed */
    List<Trouble> troubles(Set<String> locations) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Trouble> troubles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> there = files.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .toList();
            seen.keySet().retainAll(Set.copyOf(there));
            for (Path file : there) {
                trouble(file, locations).ifPresent(troubles::add);
            }
        } catch (IOException e) {
            LOG.debug("The folder changes while it is read", e);
        }
        return troubles;
    }

    private Optional<Trouble> trouble(Path file, Set<String> locations) throws IOException {
        String name = name(file);
        // A feature file leaves nothing that tells whence it came; Karaf itself logs one that is damaged.
        if (name.endsWith(".xml") || locations.contains(file.toFile().toURI().toString())) {
            return Optional.empty();
        }
        if (!name.endsWith(".jar") && !name.endsWith(".kar") && !name.endsWith(".zip")) {
            return Optional.of(new Trouble(Trouble.Kind.IGNORED, name, ""));
        }
        long modified = Files.getLastModifiedTime(file).toMillis();
        Seen known = seen.get(file);
        if (known == null || known.modified() != modified) {
            known = new Seen(modified, look(file));
            seen.put(file, known);
        }
        return Optional.ofNullable(known.trouble());
    }

    private static @Nullable Trouble look(Path file) {
        String name = name(file);
        try (ZipFile archive = new ZipFile(file.toFile())) {
            boolean feature = archive.stream().anyMatch(entry -> entry.getName().endsWith(".xml"));
            if (name.endsWith(".jar")) {
                return new Trouble(Trouble.Kind.IGNORED, name, "");
            }
            return feature ? null : new Trouble(Trouble.Kind.EMPTY, name, "");
        } catch (IOException e) {
            return new Trouble(Trouble.Kind.DAMAGED, name, String.valueOf(e.getMessage()));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private record Seen(long modified, @Nullable Trouble trouble) {}
}
