package org.hinoban.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The service that a newcomer breaks: runs from before the first look at it until after the last. */
final class Demo {
    private static final String DEFINITION = "org.hinoban.connector.local.service-webshop.cfg";
    private static final long COMMAND_SECONDS = 10;

    private final Path program;
    private final Path folder;

    private Demo(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Starts the service and defines it, unless the operator has defined one of that name. */
    static Demo start(Path home, DataFolder data) throws IOException, InterruptedException {
        Demo demo = new Demo(home.resolve("bin/webshop"), Files.createDirectories(data.resolve("demo")));
        demo.run("start");
        Path definition = data.resolve("etc").resolve(DEFINITION);
        if (!Files.exists(definition)) {
            Files.writeString(definition, definition());
        }
        return demo;
    }

    /** Takes back the definition that an earlier run with the demo made, as long as nobody has changed it. */
    static void withdraw(DataFolder data) throws IOException {
        Path definition = data.resolve("etc").resolve(DEFINITION);
        if (Files.exists(definition) && Files.readString(definition).equals(definition())) {
            Files.delete(definition);
        }
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
    }

    private void run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), command, folder.toString());
        builder.environment().remove("HINOBAN_ADMIN_PASSWORD");
        Process process = builder.inheritIO().start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " " + command + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " " + command + " failed");
        }
    }

    private static String definition() throws IOException {
        try (var content = Demo.class.getResourceAsStream("etc/" + DEFINITION)) {
            if (content == null) {
                throw new IOException("no default for " + DEFINITION);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
