package org.hinoban.host.internal.bus;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values of the bus from their wire form, each aligned to its size from the beginning of the buffer. */
final class BusReader {
    private static final int MAX_DEPTH = 64;

    private final ByteBuffer buffer;
    private int depth;

    BusReader(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** The values of a signature, one for each complete type. */
    List<Object> values(String signature) throws IOException {
        try {
            List<Object> values = new ArrayList<>();
            int at = 0;
            while (at < signature.length()) {
                int end = end(signature, at);
                values.add(value(signature.substring(at, end)));
                at = end;
            }
            return values;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("A message of the bus does not hold what it says: " + signature, e);
        }
    }

    void align(int size) {
        int position = buffer.position();
        buffer.position((position + size - 1) / size * size);
    }

    /** Where the complete type that begins at an index ends. */
    private static int end(String signature, int start) throws IOException {
        char c = signature.charAt(start);
        if (c == 'a') {
            return end(signature, start + 1);
        }
        if (c != '(' && c != '{') {
            return start + 1;
        }
        int open = 0;
        for (int i = start; i < signature.length(); i++) {
            char at = signature.charAt(i);
            open += at == '(' || at == '{' ? 1 : at == ')' || at == '}' ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        throw new IOException("Not a signature: " + signature);
    }

    private Object value(String type) throws IOException {
        return switch (type.charAt(0)) {
            case 'y' -> (long) (buffer.get() & 0xff);
            case 'n' -> {
                align(2);
                yield (long) buffer.getShort();
            }
            case 'q' -> {
                align(2);
                yield (long) (buffer.getShort() & 0xffff);
            }
            case 'i' -> {
                align(4);
                yield (long) buffer.getInt();
            }
            case 'u', 'h' -> unsigned();
            case 'b' -> unsigned() != 0;
            case 'x', 't' -> {
                align(8);
                yield buffer.getLong();
            }
            case 'd' -> {
                align(8);
                yield buffer.getDouble();
            }
            case 's', 'o' -> string((int) unsigned());
            case 'g' -> string(buffer.get() & 0xff);
            default -> container(type);
        };
    }

    private Object container(String type) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new IOException("A message of the bus is nested too deeply");
        }
        try {
            return switch (type.charAt(0)) {
                case 'v' -> value(string(buffer.get() & 0xff));
                case '(' -> {
                    align(8);
                    yield values(type.substring(1, type.length() - 1));
                }
                case 'a' -> array(type.substring(1));
                default -> throw new IOException("Not a type of the bus: " + type);
            };
        } finally {
            depth--;
        }
    }

    private Object array(String element) throws IOException {
        int length = (int) unsigned();
        if (length < 0 || length > buffer.remaining()) {
            throw new IOException("An array of the bus has " + length + " bytes");
        }
        if (element.equals("y")) {
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            return bytes;
        }
        char c = element.charAt(0);
        if ("xtd({".indexOf(c) >= 0) {
            align(8);
        }
        int end = buffer.position() + length;
        if (c == '{') {
            Map<Object, Object> map = new LinkedHashMap<>();
            while (buffer.position() < end) {
                align(8);
                List<Object> entry = values(element.substring(1, element.length() - 1));
                map.put(entry.get(0), entry.get(1));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        while (buffer.position() < end) {
            list.add(value(element));
        }
        return list;
    }

    private long unsigned() {
        align(4);
        return buffer.getInt() & 0xffffffffL;
    }

    private String string(int length) throws IOException {
        if (length < 0 || length >= buffer.remaining()) {
            throw new IOException("A string of the bus has " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        buffer.get();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
