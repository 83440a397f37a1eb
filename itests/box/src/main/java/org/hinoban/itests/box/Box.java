package org.hinoban.itests.box;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A booted box: a real systemd with its own processes, services and files over those of this machine. */
public final class Box implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Path script;
    private final boolean ownNetwork;

    private Box(Path folder, Path script, boolean ownNetwork) {
        this.folder = folder;
        this.script = script;
        this.ownNetwork = ownNetwork;
    }

    /**
     * Boots a box whose services run.
     *
     * @param units the files for {@code /etc/systemd/system} by their names; each service is started
     */
    public static Box boot(Map<String, String> units) throws IOException, InterruptedException {
        return boot(units, false);
    }

    /** @param ownNetwork whether its network interfaces are its own: at first only {@code lo} */
    public static Box boot(Map<String, String> units, boolean ownNetwork) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("box");
        Files.createDirectory(folder.resolve("units"));
        for (Map.Entry<String, String> unit : units.entrySet()) {
            Files.writeString(folder.resolve("units").resolve(unit.getKey()), unit.getValue());
        }
        Files.writeString(folder.resolve("wants"), String.join("\n", services(units)));
        Path script = folder.resolve("box.sh");
        try (InputStream in = Objects.requireNonNull(Box.class.getResourceAsStream("box.sh"))) {
            Files.copy(in, script);
        }
        Box box = new Box(folder, script, ownNetwork);
        box.script("up", folder.toString());
        return box;
    }

    private static List<String> services(Map<String, String> units) {
        return units.keySet().stream().filter(name -> name.endsWith(".service")).toList();
    }

    /** Its root directory, as seen from outside. */
    public Path root() {
        return Path.of("/proc", Long.toString(pid()), "root");
    }

    /** Its PID 1, as seen from outside. */
    public long pid() {
        try {
            return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command inside.
     *
     * @return what it said
     * @throws IllegalStateException if it failed
     */
    public String in(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("in", folder.toString()));
        words.addAll(Arrays.asList(command));
        return script(words.toArray(String[]::new));
    }

    private String script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(Arrays.asList(arguments));
        Path said = Files.createTempFile(folder, "said", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        if (ownNetwork) {
            builder.environment().put("BOX_NET", "1");
        }
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " does not end");
        }
        String text = Files.readString(said, StandardCharsets.UTF_8).strip();
        Files.delete(said);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + text);
        }
        return text;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        script("down", folder.toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
