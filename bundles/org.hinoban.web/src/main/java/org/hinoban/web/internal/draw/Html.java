package org.hinoban.web.internal.draw;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.getContentLength());
        try {
            bytes.writeTo(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }
}
