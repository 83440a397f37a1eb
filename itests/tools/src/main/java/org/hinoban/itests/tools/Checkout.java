package org.hinoban.itests.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** A port of the loopback address that nobody uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
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
