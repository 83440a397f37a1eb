package org.hinoban.host.internal.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hinoban.api.server.LogLine;
import org.junit.jupiter.api.Test;

class JournalTest {
    @Test
    void readsPlainAndBinaryFieldsAndWhatIsNoUtf8() throws IOException {
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        export.writeBytes(bytes("__CURSOR=x\n__REALTIME_TIMESTAMP=1700000000123456\nMESSAGE=it = plain\n\n"));
        byte[] message = {'a', '\n', 'b', (byte) 0xff};
        export.writeBytes(bytes("__REALTIME_TIMESTAMP=1700000001000000\nMESSAGE\n"));
        export.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(message.length)
                .array());
        export.writeBytes(message);
        export.writeBytes(bytes("\n_PID=1\n\n"));

        assertThat(Journal.parse(export.toByteArray()))
                .containsExactly(
                        new LogLine(Instant.ofEpochSecond(1700000000, 123456000), "it = plain"),
                        new LogLine(Instant.ofEpochSecond(1700000001), "a b\ufffd"));
    }

    @Test
    void endsWhereTheOutputWasCutOff() {
        assertThat(Journal.parse(bytes("MESSAGE\n\u0009"))).isEmpty();
        assertThat(Journal.parse(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
