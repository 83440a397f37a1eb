package org.hinoban.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonOnlyTest {
    @Test
    void letsJsonThroughAsItIs() throws IOException {
        assertThat(through("\n[{\"a\":\"b c\"},\n 火]\n", false)).isEqualTo("[{\"a\":\"b c\"},\n 火]\n");
        assertThat(through("{\"error\":\"broken\"}\n", true)).isEqualTo("{\"error\":\"broken\"}\n");
    }

    @Test
    void makesAnErrorObjectOfWhatTheConsoleItselfSays() throws IOException {
        assertThat(through("Error executing command: undefined option \"--jsno\"\n  Try \\ help\u0007\n", true))
                .isEqualTo("{\"error\":\"refused\",\"message\":\"Error executing command: undefined option"
                        + " \\\"--jsno\\\" Try \\\\ help\\u0007\",\"reference\":\"\"}\n");
    }

    @Test
    void leavesWordsAloneThatAreNoFailure() throws IOException {
        assertThat(through("DESCRIPTION\n  [options]\n", false)).isEqualTo("DESCRIPTION\n  [options]\n");
    }

    private static String through(String printed, boolean failed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOnly json = new JsonOnly(out);
        json.write(printed.getBytes(StandardCharsets.UTF_8));
        json.end(failed);
        return out.toString(StandardCharsets.UTF_8);
    }
}
