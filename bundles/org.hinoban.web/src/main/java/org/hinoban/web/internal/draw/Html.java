package org.hinoban.web.internal.draw;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.template.JtepageGenerated;

/** Draws pages for a browser. */
public final class Html {
    private Html() {}

    // jte itself passes null for the interceptor that there is none of.
    @SuppressWarnings("NullAway")
    public static byte[] draw(Page page, Frame frame) {
        Utf8ByteOutput bytes = new Utf8ByteOutput();
        JtepageGenerated.render(
                new OwaspHtmlTemplateOutput(bytes), null, page, frame, Assets.STYLE, Assets.SCRIPT_PATH);
        Whole whole = new Whole(bytes.getContentLength());
        try {
            bytes.writeTo(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.content;
    }

    /** Takes the thousands of pieces of a long page, whose length is known: no lock for each, and no copy at the end. */
    private static final class Whole extends OutputStream {
        private final byte[] content;
        private int length;

        Whole(int length) {
            content = new byte[length];
        }

        @Override
        public void write(int b) {
            content[length++] = (byte) b;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            System.arraycopy(from, offset, content, length, count);
            length += count;
        }
    }
}
