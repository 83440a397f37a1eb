package org.hinoban.web.internal.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Random ids and tokens, and how they are compared. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 22;

    private Secrets() {}

    /** 128 random bits in base64url. */
    public static String next() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text could be one of {@link #next}. */
    static boolean isOne(String text) {
        return text.length() == LENGTH && isPlain(text);
    }

    /** Whether a text holds only what base64url is written with. */
    public static boolean isPlain(String text) {
        return text.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_');
    }

    /** In a time that does not depend on where they differ. */
    static boolean same(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
