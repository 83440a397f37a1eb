package org.hinoban.host.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The files of a host, wherever its root directory is: {@code /}, a recorded tree, {@code /proc/PID/root}. */
public record Root(Path directory) {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LINKS = 20;

    /** Whether this is the machine that this program runs on. */
    public boolean isThisMachine() {
        return directory.equals(Path.of("/"));
    }

    /** Where an absolute path of the host lies. */
    public Path path(String absolute) {
        return directory.resolve(absolute.substring(absolute.startsWith("/") ? 1 : 0));
    }

    /**
     * Where an absolute path of the host lies, with symbolic links followed as the host itself would: an absolute link
     * leads below the root again, not to the machine that reads.
     */
    public Path follow(String absolute) throws IOException {
        if (isThisMachine()) {
            return Path.of(absolute);
        }
        Deque<String> rest = new ArrayDeque<>(names(Path.of(absolute)));
        Path now = directory;
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.removeFirst();
            if (name.equals("..")) {
                now = now.equals(directory) ? now : now.resolveSibling("");
                continue;
            }
            Path next = now.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                now = next;
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new IOException("Too many symbolic links in " + absolute);
            }
            Path target = Files.readSymbolicLink(next);
            List<String> names = names(target);
            for (int i = names.size() - 1; i >= 0; i--) {
                rest.addFirst(names.get(i));
            }
            now = target.isAbsolute() ? directory : now;
        }
        return now;
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }

    public boolean exists(String absolute) {
        return Files.exists(path(absolute));
    }

    /** A file's text without surrounding blanks; nothing if it cannot be read, as many files of the kernel cannot. */
    public Optional<String> text(String absolute) {
        try (InputStream in = Files.newInputStream(path(absolute))) {
            return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public List<String> lines(String absolute) {
        return text(absolute).map(text -> text.lines().toList()).orElse(List.of());
    }

    public OptionalLong number(String absolute) {
        Optional<String> text = text(absolute);
        try {
            return text.isPresent() ? OptionalLong.of(Long.decode(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The names in a directory, sorted; none if it cannot be read. */
    public List<String> names(String absolute) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(absolute))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        String[] sorted = names.toArray(String[]::new);
        Arrays.sort(sorted);
        return List.of(sorted);
    }
}
