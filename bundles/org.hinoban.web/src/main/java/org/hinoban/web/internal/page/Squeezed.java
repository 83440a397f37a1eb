package org.hinoban.web.internal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Content in fewer bytes. */
public final class Squeezed {
    private Squeezed() {}

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream squeezed = new ByteArrayOutputStream(content.length / 3 + 100);
        try (GZIPOutputStream gzip = new GZIPOutputStream(squeezed, 4096)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return squeezed.toByteArray();
    }
}
