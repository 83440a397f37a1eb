package org.hinoban.web.internal.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The stylesheet, which stands in each page, and the one script, which does not. */
public final class Assets {
    /** Without comments and line breaks: a page is one request, and each byte is sent with each page. */
    public static final String STYLE = squeezed(text("style.css"));

    public static final byte[] SCRIPT = text("live.js").getBytes(StandardCharsets.UTF_8);

    public static final byte[] SCRIPT_SQUEEZED = Squeezed.gzip(SCRIPT);

    /** Changes with the script's content, so that a browser may keep it for ever. */
    public static final String SCRIPT_PATH = "/assets/live.js?"
            + Base64.getUrlEncoder().encodeToString(sha256(SCRIPT)).substring(0, 12);

    /** Allows that one stylesheet, that script and forms to ourselves; nothing else, from nowhere. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(sha256(STYLE.getBytes(StandardCharsets.UTF_8)))
            + "'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private Assets() {}

    private static String squeezed(String css) {
        StringBuilder squeezed = new StringBuilder(css.length());
        for (String line : css.lines().toList()) {
            if (!line.startsWith("/*")) {
                squeezed.append(line.strip());
            }
        }
        return squeezed.toString();
    }

    private static String text(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The bundle lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
