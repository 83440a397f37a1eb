package org.hinoban.api.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The place of a component below its server, such as {@code hardware/cpu/0} or {@code system/filesystem/~2fvar}.
 *
 * <p>A segment holds only {@code A-Z a-z 0-9 . _ -} and, for every other byte of its UTF-8 name, {@code ~hh} with two
 * lower-case hex digits. The same form stands in URLs.
 *
 * @param value one to {@value #MAX_SEGMENTS} segments joined by {@code /}, at most {@value #MAX_LENGTH} characters
 */
public record ComponentPath(String value) implements Comparable<ComponentPath> {
    public static final int MAX_LENGTH = 1024;
    public static final int MAX_SEGMENTS = 16;

    private static final HexFormat HEX = HexFormat.of();

    /** The way to the server. While it is abnormal the server does not answer, and all else of it is unknown. */
    public static final ComponentPath CONNECTION = of("system", "connection");

    /** @throws IllegalArgumentException if the value is not in the form above */
    public ComponentPath {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A component path has 1 to " + MAX_LENGTH + " characters");
        }
        String[] segments = value.split("/", -1);
        if (segments.length > MAX_SEGMENTS) {
            throw new IllegalArgumentException("A component path has at most " + MAX_SEGMENTS + " segments");
        }
        for (String segment : segments) {
            decode(segment);
        }
    }

    /** The path of raw names, each escaped into one segment. */
    public static ComponentPath of(String... names) {
        return new ComponentPath(
                String.join("/", Arrays.stream(names).map(ComponentPath::encode).toList()));
    }

    /** The segments as they are written, escaped. */
    public List<String> segments() {
        return List.of(value.split("/"));
    }

    /** The raw name of the last segment. */
    public String name() {
        String last = value.substring(value.lastIndexOf('/') + 1);
        return last.indexOf('~') < 0 ? last : decode(last);
    }

    /** This path with one more segment of a raw name. */
    public ComponentPath child(String name) {
        return new ComponentPath(value + "/" + encode(name));
    }

    /** Whether this is the given path or lies below it. */
    public boolean isWithin(ComponentPath ancestor) {
        return value.equals(ancestor.value) || value.startsWith(ancestor.value + "/");
    }

    @Override
    public int compareTo(ComponentPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** One raw name as a segment. A name that is {@code .} or {@code ..} is escaped whole. */
    public static String encode(String name) {
        boolean dots = name.equals(".") || name.equals("..");
        StringBuilder segment = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b) && !dots) {
                segment.append((char) b);
            } else {
                segment.append('~').append(HEX.toHexDigits(b));
            }
        }
        return segment.toString();
    }

    /** @throws IllegalArgumentException if the segment is empty or not in the form of {@link #encode} */
    public static String decode(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("A path segment is empty or made of dots");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '~') {
                bytes.write(unescape(segment, i));
                i += 2;
            } else if (c < 128 && isPlain((byte) c)) {
                bytes.write(c);
            } else {
                throw new IllegalArgumentException("A path segment has a character that must be escaped");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int unescape(String segment, int tilde) {
        if (tilde + 3 > segment.length()) {
            throw new IllegalArgumentException("A path segment ends in the middle of an escape");
        }
        String digits = segment.substring(tilde + 1, tilde + 3);
        if (!digits.equals(digits.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("An escape is written in lower-case hex digits");
        }
        return HexFormat.fromHexDigits(digits);
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "._-".indexOf(b) >= 0;
    }
}
