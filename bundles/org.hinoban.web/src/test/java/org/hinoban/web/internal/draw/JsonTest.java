package org.hinoban.web.internal.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final Asked PROGRAM = new Asked("/i/x", "application/json", null);
    private static final Asked BROWSER = new Asked("/i/x", "text/html,application/json;q=0.5", null);

    @ParameterizedTest
    @CsvSource({
        "400, refused",
        "401, forbidden",
        "403, forbidden",
        "404, not-found",
        "405, refused",
        "409, refused",
        "413, refused",
        "429, refused",
        "500, broken",
        "503, busy",
        "504, timeout"
    })
    void namesAnErrorAlikeWhoeverDrawsIt(int status, String word) throws IOException {
        for (byte[] drawn : new byte[][] {Json.error(status, "", ""), BarePages.error(status, PROGRAM, "")}) {
            assertThat(new ObjectMapper().readTree(drawn).get("error").asText()).isEqualTo(word);
        }
    }

    @ParameterizedTest
    @CsvSource({"403, Your role does not allow this", "404, no such page", "503, is starting"})
    void drawsABrowserAPageThoughItTakesJsonToo(int status, String said) {
        assertThat(new String(BarePages.error(status, BROWSER, ""), UTF_8)).contains("<html", said);
        assertThat(BROWSER.type()).startsWith("text/html");
        assertThat(PROGRAM.type()).isEqualTo("application/json");
        assertThat(Json.isWanted(null)).isFalse();
    }
}
