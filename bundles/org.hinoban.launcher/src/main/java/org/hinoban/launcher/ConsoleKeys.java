package org.hinoban.launcher;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The key pairs of the console, RSA because Karaf's login takes no other: the server's own and the operator's. */
final class ConsoleKeys {
    /** The user whom the operator's key logs in. */
    static final String USER = "hinoban";

    private static final int KEY_BITS = 2048;

    private ConsoleKeys() {}

    /** Makes the keys that are missing; the primes of one are sought beside those of the other. */
    static void complete(Path folder) throws IOException {
        Path hostKey = folder.resolve("host.key");
        CompletableFuture<@Nullable KeyPair> host =
                CompletableFuture.supplyAsync(() -> Files.exists(hostKey) ? null : generate());
        if (!Files.exists(folder.resolve("console.key")) || !Files.exists(folder.resolve("console.pub"))) {
            KeyPair pair = generate();
            write(folder.resolve("console.pub"), publicKey((RSAPublicKey) pair.getPublic()) + "\n");
            write(folder.resolve("console.key"), pem(pair));
        }
        @Nullable KeyPair made = host.join();
        if (made != null) {
            write(hostKey, pem(made));
        }
    }

    /** Writes the file from which Karaf knows who may log in. */
    static void authorize(Path folder, Path keysProperties) throws IOException {
        String key = Files.readString(folder.resolve("console.pub")).strip();
        Files.writeString(
                keysProperties,
                USER + " = " + key + ",_g_:admingroup\n"
                        + "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
        Files.writeString(file, content);
    }

    private static String pem(KeyPair pair) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n"
                + encoder.encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
    }

    /** The key as SSH writes it (RFC 4253, 6.6), in Base64. */
    private static String publicKey(RSAPublicKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] field : new byte[][] {
                "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray()
            }) {
                out.writeInt(field.length);
                out.write(field);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
