package org.hinoban.web.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqueezedTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 100_000})
    void canBeReadAgain(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        for (int again = 0; again < 3; again++) {
            try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(Squeezed.gzip(content)))) {
                assertThat(stream.readAllBytes()).isEqualTo(content);
            }
        }
    }
}
