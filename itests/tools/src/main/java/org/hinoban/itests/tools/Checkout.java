package org.hinoban.itests.tools;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Where the tests run. */
public final class Checkout {
    /** The root of the checkout. */
    public static final Path ROOT = root();

    private Checkout() {}

    /** A new, empty folder below the module's {@code target}. */
    public static Path freshFolder(String prefix) throws IOException {
        Path target = Files.createDirectories(Path.of("target", "managers").toAbsolutePath());
        return Files.createTempDirectory(target, prefix);
    }

    /** Deletes a folder with all that is in it, or nothing if there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> files = Files.walk(folder)) {
            paths = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /**
     * A port of the loopback address that nobody uses now. It is below those that the kernel hands out by itself, so that
     * nobody takes it before it is used, or while the server on it is away.
     */
    public static int freePort() throws IOException {
        IOException taken = new IOException("There is no free port");
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("bundles"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not in a checkout: " + here);
    }
}
