package org.hinoban.access.internal;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the usual form {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, so that the parameters may grow later. They
 * are the least that OWASP's cheat sheet on password storage recommends. Never more than two at once: 40 MB.
 */
final class PasswordHash {
    static final int MEMORY_KIB = 19 * 1024;

    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Semaphore atOnce = new Semaphore(2, true);
    private final int memoryKib;
    private final String nobodys;

    /** @param memoryKib for new passwords */
    PasswordHash(int memoryKib) {
        this.memoryKib = memoryKib;
        nobodys = make(Secrets.random(12).toCharArray());
    }

    /** Hashes a new password. */
    String make(char[] password) {
        byte[] salt = Secrets.randomBytes(SALT_BYTES);
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + ITERATIONS + ",p=" + LANES + "$" + base64(salt) + "$"
                + base64(derive(password, salt, memoryKib, ITERATIONS, LANES, HASH_BYTES));
    }

    /** Whether the password is the one that was hashed. */
    boolean matches(char[] password, String hash) {
        String[] parts = hash.split("\\$");
        String[] parameters = parts[3].split("[=,]");
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        byte[] actual = derive(
                password,
                Base64.getDecoder().decode(parts[4]),
                Integer.parseInt(parameters[1]),
                Integer.parseInt(parameters[3]),
                Integer.parseInt(parameters[5]),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /** The hash of a password that nobody has, for the same work where there is no such user. */
    String nobodys() {
        return nobodys;
    }

    private byte[] derive(char[] password, byte[] salt, int memoryKib, int iterations, int lanes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        // the wait ends by itself: each one before takes some 50 ms
        atOnce.acquireUninterruptibly();
        try {
            generator.generateBytes(password, hash);
        } finally {
            atOnce.release();
        }
        return hash;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
