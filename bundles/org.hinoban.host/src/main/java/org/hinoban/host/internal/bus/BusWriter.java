package org.hinoban.host.internal.bus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes method calls in their wire form. */
final class BusWriter {
    private static final int NO_AUTO_START = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private BusWriter() {}

    static ByteBuffer write(long serial, BusCall call) {
        BusWriter body = new BusWriter();
        StringBuilder signature = new StringBuilder();
        for (Object argument : call.arguments()) {
            if (argument instanceof List<?> list) {
                signature.append("as");
                body.strings(list);
            } else {
                signature.append('s');
                body.string(argument.toString());
            }
        }
        BusWriter message = new BusWriter();
        message.bytes.write('l');
        message.bytes.write(BusMessage.CALL);
        message.bytes.write(NO_AUTO_START);
        message.bytes.write(1);
        message.number(body.bytes.size());
        message.number(serial);
        message.fields(call, signature.toString());
        message.align(8);
        message.bytes.writeBytes(body.bytes.toByteArray());
        return ByteBuffer.wrap(message.bytes.toByteArray());
    }

    private void fields(BusCall call, String signature) {
        // The array begins at byte 16, which is a multiple of 8: offsets inside it keep their alignment.
        BusWriter fields = new BusWriter();
        fields.field(1, 'o', call.object().path());
        fields.field(2, 's', call.object().interfaceName());
        fields.field(3, 's', call.member());
        fields.field(6, 's', call.object().destination());
        if (!signature.isEmpty()) {
            fields.align(8);
            fields.bytes.write(8);
            fields.signature("g");
            fields.signature(signature);
        }
        number(fields.bytes.size());
        bytes.writeBytes(fields.bytes.toByteArray());
    }

    private void field(int code, char type, String value) {
        align(8);
        bytes.write(code);
        signature(String.valueOf(type));
        string(value);
    }

    private void strings(List<?> values) {
        BusWriter content = new BusWriter();
        values.forEach(value -> content.string(value.toString()));
        align(4);
        number(content.bytes.size());
        bytes.writeBytes(content.bytes.toByteArray());
    }

    private void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        align(4);
        number(utf8.length);
        bytes.writeBytes(utf8);
        bytes.write(0);
    }

    private void signature(String value) {
        byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
        bytes.write(ascii.length);
        bytes.writeBytes(ascii);
        bytes.write(0);
    }

    private void number(long value) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array());
    }

    private void align(int size) {
        while (bytes.size() % size != 0) {
            bytes.write(0);
        }
    }
}
