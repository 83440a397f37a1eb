package org.hinoban.itests.tools;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The built distribution, started as a person starts it, with a data folder and a port of its own. */
public final class Manager implements AutoCloseable {
    /** The password of {@code admin} in every test. */
    public static final String PASSWORD = "correct-horse-7-battery";

    /** What the managed machine is called in every test. */
    public static final String SERVER = "web01";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final Pattern READY = Pattern.compile("(?m)^ready: (\\S+)");

    private final Process process;
    private final Path data;
    private final Path output;
    private final URI url;
    private final Instant ready;

    private Manager(Process process, Path data, Path output, URI url, Instant ready) {
        this.process = process;
        this.data = data;
        this.output = output;
        this.url = url;
        this.ready = ready;
    }

    /** A manager to be: nothing runs yet. Its id as a server is {@value #SERVER}. */
    public static Setup setup() throws IOException {
        return new Setup(Checkout.freshFolder("manager"));
    }

    /** Where the ready line says that it is, without a slash at the end. */
    public URI url() {
        return url;
    }

    public URI resolve(String path) {
        return url.resolve(path);
    }

    /** When it said that it was ready. */
    public Instant ready() {
        return ready;
    }

    public Path data() {
        return data;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Its log so far; empty if there is none. */
    public String log() throws IOException {
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                log.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return log.toString();
    }

    /** Writes a file of the operator's while it runs. */
    public void configure(String file, String content) throws IOException {
        Path temporary = data.resolve("run").resolve(file);
        Files.writeString(temporary, content);
        Files.move(temporary, data.resolve("etc").resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    public void forget(String file) throws IOException {
        Files.deleteIfExists(data.resolve("etc").resolve(file));
    }

    /** One command of the console, with what it printed. Waits at most 60 s. */
    public String console(String... command) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(Checkout.ROOT.resolve("hinoban").toString(), "console"));
        line.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(Checkout.ROOT.toFile()).redirectErrorStream(true);
        builder.environment().put("HINOBAN_DATA", data.toString());
        Path printed = Files.createTempFile(data.resolve("run"), "console", ".txt");
        builder.redirectOutput(printed.toFile());
        Process console = builder.start();
        if (!console.waitFor(60, TimeUnit.SECONDS)) {
            end(console);
            throw new IOException(
                    "The console does not answer: " + String.join(" ", command) + "\n" + Files.readString(printed));
        }
        return Files.readString(printed);
    }

    /** Ends it as Ctrl-C does and waits for it. */
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            end(process);
            throw new IOException("The manager did not stop within " + STOP + ":\n" + output());
        }
    }

    /** Ends it at once, as a power cut does. */
    public void kill() throws InterruptedException {
        end(process);
    }

    /** Ends it, and takes away what a next start would make again; data and log stay for who looks for a reason. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            stop();
        }
        Checkout.delete(data.resolve("karaf"));
        Checkout.delete(data.resolve("karaf-safe"));
    }

    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** How a start in vain has ended. */
    public record Ended(int status, String printed) {}

    /** What a manager starts with. */
    public static final class Setup {
        private final Path data;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> arguments = new ArrayList<>(List.of("run"));
        private final List<String> wrapper = new ArrayList<>();
        private Path checkout = Checkout.ROOT;
        private Duration patience = START;

        private Setup(Path folder) throws IOException {
            this.data = folder.resolve("data");
            Files.createDirectories(data.resolve("etc"));
            environment.put("HINOBAN_DATA", data.toString());
            environment.put("HINOBAN_PORT", Integer.toString(Checkout.freePort()));
            environment.put("HINOBAN_ADMIN_PASSWORD", PASSWORD);
            environment.put("HINOBAN_AS_BUILT", "yes");
            file("org.hinoban.connector.local.cfg", "server.id = " + SERVER + "\n");
        }

        /** A file of the operator's that is there before the first start. */
        public Setup file(String name, String content) throws IOException {
            Files.writeString(data.resolve("etc").resolve(name), content);
            return this;
        }

        public Setup environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public Setup argument(String argument) {
            arguments.add(argument);
            return this;
        }

        public Setup withoutEnvironment(String variable) {
            environment.remove(variable);
            return this;
        }

        /** Runs the script of another checkout, which may build first. */
        public Setup from(Path otherCheckout, Duration longest) {
            checkout = otherCheckout;
            patience = longest;
            return this;
        }

        /** Runs it in a network namespace of the given name. */
        public Setup inNamespace(String name) {
            wrapper.addAll(List.of("ip", "netns", "exec", name));
            return this;
        }

        public Path data() {
            return data;
        }

        /** Starts it and waits until it is ready, at most 2 minutes. */
        public Manager start() throws IOException, InterruptedException {
            Path output = Files.createTempFile(data.getParent(), "output", ".txt");
            Process process = launch(output);
            Instant deadline = Instant.now().plus(patience);
            while (Instant.now().isBefore(deadline) && process.isAlive()) {
                Matcher matcher = READY.matcher(Files.readString(output));
                if (matcher.find()) {
                    return new Manager(process, data, output, root(matcher.group(1)), Instant.now());
                }
                Thread.sleep(20);
            }
            end(process);
            throw new IOException("The manager is not ready after " + patience + ":\n" + Files.readString(output));
        }

        /** Starts it where it is expected to end by itself. Waits at most 2 minutes. */
        public Ended startInVain() throws IOException, InterruptedException {
            Path output = Files.createTempFile(data.getParent(), "output", ".txt");
            Process process = launch(output);
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                end(process);
                throw new IOException("The manager did not end:\n" + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        }

        /** Starts it and ends it as a power cut does, whether it is ready by then or not. */
        public void startAndKill(Duration after) throws IOException, InterruptedException {
            Process process = launch(Files.createTempFile(data.getParent(), "output", ".txt"));
            process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
            end(process);
        }

        private Process launch(Path output) throws IOException {
            List<String> command = new ArrayList<>(wrapper);
            command.add(checkout.resolve("hinoban").toString());
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(variable -> variable.startsWith("HINOBAN_"));
            builder.environment().putAll(environment);
            return builder.start();
        }

        private static URI root(String url) {
            return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        }
    }
}
