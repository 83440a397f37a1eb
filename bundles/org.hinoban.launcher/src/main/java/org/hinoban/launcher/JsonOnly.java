package org.hinoban.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program reads that has asked for JSON. JSON passes as it comes; anything else, such as what the console itself says
 * of a word that it does not know, is kept until {@link #end} and becomes an error object if the command has failed.
 */
final class JsonOnly extends OutputStream {
    private final OutputStream out;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean passes;

    JsonOnly(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        passes |= kept.size() == 0 && (b == '{' || b == '[');
        if (passes) {
            out.write(b);
        } else if (kept.size() > 0 || !Character.isWhitespace(b)) {
            kept.write(b);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** @param failed whether the command has */
    void end(boolean failed) throws IOException {
        if (kept.size() > 0) {
            String words = kept.toString(StandardCharsets.UTF_8);
            out.write((failed ? error("refused", words) : words).getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    /** The error object of the pages on one line, with all white space of the message as blanks. */
    static String error(String error, String message) {
        StringBuilder json = new StringBuilder("{\"error\":\"").append(error).append("\",\"message\":\"");
        message.strip().replaceAll("\\s+", " ").chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (Character.isISOControl(c)) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append("\",\"reference\":\"\"}\n").toString();
    }
}
