package org.hinoban.web.internal.draw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Content in fewer bytes. */
public final class Squeezed {
    /** From here on it is time that counts: the quickest level needs a third of it for a few bytes more. */
    private static final int LARGE_BYTES = 32 * 1024;

    private Squeezed() {}

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream squeezed = new ByteArrayOutputStream(content.length / 3 + 100);
        try (Gzip gzip = new Gzip(squeezed, content.length)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return squeezed.toByteArray();
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out, int length) throws IOException {
            super(out, 4096);
            if (length > LARGE_BYTES) {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }
    }
}
